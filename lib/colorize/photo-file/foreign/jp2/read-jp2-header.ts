/** What a JPEG 2000 file says before its compressed picture. */
export type Jp2Header = {
  width: number;
  height: number;
  components: { bits: number; isSigned: boolean }[];
  /** Of the `colr` box: the profile, or the number of a color space of the standard. */
  icc: Uint8Array | null;
  colorSpace: number | null;
  /** Gray values that stand for colors. */
  hasPalette: boolean;
};

/** A file has a handful; more protect nobody. */
const maxBoxes = 200;
const maxComponents = 16_384;

/**
 * Reads a JP2 or JPX file or a bare codestream. Sizes are in pixels.
 * @throws when there is no codestream with a size
 */
export function readJp2Header(file: Buffer): Jp2Header {
  if (file.readUInt16BE(0) === 0xff4f) return { ...readSize(file), icc: null, colorSpace: null, hasPalette: false };
  const boxes = listBoxes(file);
  const codestream = boxes.find(({ type }) => type === "jp2c");
  if (!codestream) throw new Error("no codestream in the file");
  const header = listBoxes(boxes.find(({ type }) => type === "jp2h")?.inside ?? Buffer.alloc(0));
  return {
    ...readSize(codestream.inside),
    ...readColor(header.filter(({ type }) => type === "colr").map(({ inside }) => inside)),
    hasPalette: header.some(({ type }) => type === "pclr"),
  };
}

/** The SIZ segment, which comes first. */
function readSize(codestream: Buffer): Pick<Jp2Header, "width" | "height" | "components"> {
  if (codestream.readUInt32BE(0) !== 0xff4fff51) throw new Error("no size in the codestream");
  const number = (at: number) => codestream.readUInt32BE(8 + at);
  const count = codestream.readUInt16BE(40);
  if (count < 1 || count > maxComponents) throw new Error(`${count} components`);
  const components = Array.from({ length: count }, (_, i) => {
    const depth = codestream.readUInt8(42 + i * 3);
    return { bits: (depth & 0x7f) + 1, isSigned: depth > 0x7f };
  });
  return { width: number(0) - number(8), height: number(4) - number(12), components };
}

/** The first box that is understood counts, as the standard has it; a profile is more exact than a number. */
function readColor(boxes: Buffer[]): Pick<Jp2Header, "icc" | "colorSpace"> {
  const found: Pick<Jp2Header, "icc" | "colorSpace"> = { icc: null, colorSpace: null };
  for (const box of boxes) {
    const method = box[0];
    if (method === 1 && box.length >= 7) found.colorSpace ??= box.readUInt32BE(3);
    if ((method === 2 || method === 3) && box.length > 3 + 128) found.icc ??= box.subarray(3);
  }
  return found;
}

function listBoxes(bytes: Buffer): { type: string; inside: Buffer }[] {
  const found = [];
  for (let at = 0; at + 8 <= bytes.length && found.length < maxBoxes; ) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const header = isLong ? 16 : 8;
    // A length of 0 means: to the end of the file.
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short;
    if (length < header) break;
    // A codestream that is cut off begins nonetheless, and is then found to be damaged.
    const inside = bytes.subarray(at + header, Math.min(at + length, bytes.length));
    found.push({ type: bytes.toString("latin1", at + 4, at + 8), inside });
    at += length;
  }
  return found;
}
