import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** A small gray picture without any metadata. */
const picture = () => sharp({ create: { width: 16, height: 12, channels: 3, background: "#777" } });
const short = (value: number) => Buffer.from([value >> 8, value & 0xff]);

/** A JPEG with these segments after its start, each as marker and payload. */
export async function writeJpeg(...segments: [marker: number, payload: Buffer][]): Promise<Buffer> {
  const bare = await picture().jpeg().toBuffer();
  const framed = segments.flatMap(([marker, payload]) => [
    Buffer.from([0xff, marker]),
    short(payload.length + 2),
    payload,
  ]);
  return Buffer.concat([bare.subarray(0, 2), ...framed, bare.subarray(2)]);
}

/** JFIF's segment; unit 1 is inches, 2 centimeters. */
export const jfif = (unit: number, x: number, y: number): [number, Buffer] => [
  0xe0,
  Buffer.concat([Buffer.from("JFIF\0\x01\x01", "latin1"), Buffer.from([unit]), short(x), short(y), Buffer.alloc(2)]),
];
export const comment = (text: string): [number, Buffer] => [0xfe, Buffer.from(text)];

/** IPTC in Photoshop's segment: datasets of record 2, and the envelope's charset unless it is null. */
export function iptc(
  datasets: [dataset: number, data: Buffer][],
  charset: string | null = "\u001b%G",
): [number, Buffer] {
  const frame = (record: number, dataset: number, data: Buffer) =>
    Buffer.concat([Buffer.from([0x1c, record, dataset]), short(data.length), data]);
  const bytes = Buffer.concat([
    ...(charset === null ? [] : [frame(1, 90, Buffer.from(charset, "latin1"))]),
    ...datasets.map(([dataset, data]) => frame(2, dataset, data)),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  const resource = Buffer.concat([Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0", "latin1"), size, bytes]);
  return [0xed, Buffer.concat([resource, Buffer.alloc(bytes.length % 2)])];
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG with these chunks after its header, and no size of its own. */
export async function writePng(...chunks: Buffer[]): Promise<Buffer> {
  const bare = await picture().png().toBuffer();
  const pictureAt = bare.indexOf("IDAT") - 4;
  return Buffer.concat([bare.subarray(0, 33), ...chunks, bare.subarray(pictureAt)]);
}

export const plainText = (keyword: string, text: string) => chunk("tEXt", Buffer.from(`${keyword}\0${text}`, "latin1"));
export const packedText = (keyword: string, text: string | Buffer) =>
  chunk("zTXt", Buffer.concat([Buffer.from(`${keyword}\0\0`, "latin1"), deflateSync(text)]));
export const wideText = (keyword: string, text: string) =>
  chunk("iTXt", Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, "latin1"), Buffer.from(text)]));
/** pHYs in dots per meter. */
export function physical(x: number, y: number, unit = 1): Buffer {
  const data = Buffer.alloc(9);
  data.writeUInt32BE(x, 0);
  data.writeUInt32BE(y, 4);
  data[8] = unit;
  return chunk("pHYs", data);
}

type Value = string | number | Buffer | [number, number];

/** Gray TIFF pages of 8 × 8 in big-endian order, with these tags: text, SHORT, bytes or a rational. */
export function writeTiff(...pages: Record<number, Value>[]): Buffer {
  const parts: Buffer[] = [Buffer.from("MM\0*\0\0\0\0", "latin1")];
  const lengthOf = () => parts.reduce((sum, part) => sum + part.length, 0);
  const append = (bytes: Buffer): number => {
    const at = lengthOf();
    parts.push(bytes, Buffer.alloc(bytes.length % 2));
    return at;
  };
  let link: { part: Buffer; at: number } = { part: parts[0] ?? Buffer.alloc(8), at: 4 };
  for (const page of pages) {
    const strip = append(Buffer.alloc(64, 0x77));
    const own = { 256: 8, 257: 8, 258: 8, 259: 1, 262: 1, 273: strip, 277: 1, 278: 8, 279: 64 };
    const entries = Object.entries({ ...own, ...page }).map(([tag, value]) => writeEntry(Number(tag), value, append));
    const directory = Buffer.concat([short(entries.length), ...entries, Buffer.alloc(4)]);
    link.part.writeUInt32BE(append(directory), link.at);
    link = { part: directory, at: directory.length - 4 };
  }
  return Buffer.concat(parts);
}

function writeEntry(tag: number, value: Value, append: (bytes: Buffer) => number): Buffer {
  const entry = Buffer.alloc(12);
  entry.writeUInt16BE(tag, 0);
  const write = (type: number, count: number, data: Buffer) => {
    entry.writeUInt16BE(type, 2);
    entry.writeUInt32BE(count, 4);
    if (data.length <= 4) data.copy(entry, 8);
    else entry.writeUInt32BE(append(data), 8);
    return entry;
  };
  if (typeof value === "number") return write(3, 1, short(value));
  if (typeof value === "string") return write(2, value.length + 1, Buffer.from(`${value}\0`, "latin1"));
  if (Buffer.isBuffer(value)) return write(1, value.length, value);
  const rational = Buffer.alloc(8);
  rational.writeUInt32BE(value[0], 0);
  rational.writeUInt32BE(value[1], 4);
  return write(5, 1, rational);
}

export function writeGif(text: string): Promise<Buffer> {
  const block = Buffer.concat([
    Buffer.from([0x21, 0xfe, Buffer.byteLength(text)]),
    Buffer.from(text),
    Buffer.from([0]),
  ]);
  return picture()
    .gif()
    .toBuffer()
    .then((bare) => {
      const palette = (bare[10] ?? 0) & 0x80 ? 3 * 2 ** (((bare[10] ?? 0) & 7) + 1) : 0;
      return Buffer.concat([bare.subarray(0, 13 + palette), block, bare.subarray(13 + palette)]);
    });
}

/** With EXIF of a place, a maker and a copyright, and XMP with a place and a source, as any format that sharp writes. */
export const withExifAndXmp = (format: "jpeg" | "png" | "webp" | "avif"): Promise<Buffer> =>
  picture()
    .withExif({
      IFD0: {
        Copyright: "Archive of Bonn",
        Make: "Leica",
      },
      IFD3: { GPSLatitude: "51/1 30/1 77/1" },
    })
    .withMetadata({ density: 400 })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" ' +
        'exif:GPSLatitude="51,30.77N" dc:source="Album of 1943"/></rdf:RDF></x:xmpmeta>',
    )
    .toFormat(format)
    .toBuffer();
