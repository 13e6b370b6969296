type BmpParts = {
  width: number;
  /** Negative when the first row in the file is the top one. */
  height: number;
  bits: number;
  compression?: number;
  /** Blue, green, red, 0 for each color. */
  palette?: number[];
  /** Of a version 5 header: red, green, blue, alpha. */
  masks?: [number, number, number, number];
  pixels: Uint8Array | number[];
};

/** A Windows bitmap by hand, with a header of version 3, or of version 5 where there are masks. */
export function makeBmp({ width, height, bits, compression = 0, palette = [], masks, pixels }: BmpParts): Buffer {
  const headerBytes = masks ? 124 : 40;
  const head = Buffer.alloc(14 + headerBytes);
  const pixelsAt = head.length + palette.length;
  head.write("BM", 0, "latin1");
  head.writeUInt32LE(pixelsAt + pixels.length, 2);
  head.writeUInt32LE(pixelsAt, 10);
  head.writeUInt32LE(headerBytes, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(compression, 30);
  head.writeUInt32LE(palette.length / 4, 46);
  for (const [i, mask] of (masks ?? []).entries()) head.writeUInt32LE(mask, 54 + i * 4);
  return Buffer.concat([head, Buffer.from(palette), Buffer.from(pixels)]);
}
