import { FileBytes } from "../../photo-metadata/file-bytes";
import type { EncodedFile, OutputMetadata, Wrapping } from "./wrapping";

type Box = { type: string; body: Buffer };
/** Something that the index of items leads to, besides the picture. */
type Item = { id: number; kind: Buffer; data: Buffer };

const noBytes = Buffer.alloc(0);
const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const short = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const box = (type: string, ...body: Buffer[]): Buffer => {
  const content = Buffer.concat(body);
  return Buffer.concat([word(content.length + 8), Buffer.from(type, "latin1"), content]);
};

/**
 * Adds EXIF and XMP as items behind the picture, and the profile as a property of it. Everything that libheif put into the index
 * stays; the offsets grow by what the index grew.
 */
export function wrapAvif({ path, bytes }: EncodedFile, { icc, exif, xmp }: OutputMetadata): Wrapping {
  const { start, end, head, meta } = FileBytes.use(path, (file) => {
    const { start, end } = findMeta(file);
    return { start, end, head: file.read(0, start), meta: file.read(start + 12, end - start - 12) };
  });
  const boxes = listBoxes(meta);
  const next = 1 + Math.max(0, ...itemIds(bodyOf(boxes, "iinf")));
  const items = [
    ...(exif ? [{ kind: Buffer.from("Exif\0", "latin1"), data: Buffer.concat([word(0), exif]) }] : []),
    ...(xmp ? [{ kind: Buffer.from("mime\0application/rdf+xml\0", "latin1"), data: xmp }] : []),
  ].map((item, nth) => ({ ...item, id: next + nth }));
  const build = (shift: number) => buildMeta(boxes, { icc, items, shift, dataAt: bytes + 8 + shift });
  // Its length does not depend on the offsets in it.
  const grown = build(0).length - (end - start);
  const after = items.length > 0 ? box("mdat", ...items.map(({ data }) => data)) : noBytes;
  return { before: Buffer.concat([head, build(grown)]), skip: end, after };
}

function findMeta(file: FileBytes): { start: number; end: number } {
  for (let at = 0; at + 8 <= file.size; ) {
    const head = file.read(at, 8);
    const length = head.readUInt32BE(0);
    if (head.toString("latin1", 4, 8) === "meta") return { start: at, end: at + length };
    if (length < 8) break;
    at += length;
  }
  throw new Error("The encoder wrote an AVIF without an index.");
}

function listBoxes(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length < 8) break;
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), body: bytes.subarray(at + 8, at + length) });
    at += length;
  }
  return boxes;
}

const bodyOf = (boxes: Box[], type: string): Buffer => boxes.find((one) => one.type === type)?.body ?? noBytes;

/** The identifiers in the list of items, whose entries libheif writes in their second version. */
const itemIds = (iinf: Buffer): number[] => listBoxes(iinf.subarray(6)).map(({ body }) => body.readUInt16BE(4));

type Additions = { icc: Buffer | null; items: Item[]; shift: number; dataAt: number };

function buildMeta(boxes: Box[], { icc, items, shift, dataAt }: Additions): Buffer {
  const primary = bodyOf(boxes, "pitm").readUInt16BE(4);
  const references = items.map(({ id }) => box("cdsc", short(id), short(1), short(primary)));
  const rebuilt = boxes.map(({ type, body }) => {
    if (type === "iinf") return box(type, addItems(body, items));
    if (type === "iloc") return box(type, addPlaces(body, items, { shift, dataAt }));
    if (type === "iprp" && icc) return box(type, addProfile(body, icc, primary));
    if (type === "iref") return box(type, body, ...references);
    return box(type, body);
  });
  const hasReferences = boxes.some(({ type }) => type === "iref") || items.length === 0;
  return box("meta", word(0), ...rebuilt, ...(hasReferences ? [] : [box("iref", word(0), ...references)]));
}

function addItems(iinf: Buffer, items: Item[]): Buffer {
  const entries = items.map(({ id, kind }) =>
    box("infe", word(0x02000000), short(id), short(0), kind.subarray(0, 4), Buffer.from([0]), kind.subarray(5)),
  );
  return Buffer.concat([iinf.subarray(0, 4), short(iinf.readUInt16BE(4) + items.length), iinf.subarray(6), ...entries]);
}

/** Version 0 with 4 bytes for every number, which is what libheif writes. */
function addPlaces(iloc: Buffer, items: Item[], { shift, dataAt }: { shift: number; dataAt: number }): Buffer {
  if (iloc.readUInt32BE(0) !== 0 || iloc.readUInt16BE(4) !== 0x4440)
    throw new Error("The encoder wrote another index of AVIF.");
  const count = iloc.readUInt16BE(6);
  const places = Buffer.from(iloc.subarray(8));
  for (let at = 0, nth = 0; nth < count; nth++) {
    places.writeUInt32BE(places.readUInt32BE(at + 4) + shift, at + 4);
    at += 10 + places.readUInt16BE(at + 8) * 8;
  }
  let offset = dataAt;
  const added = items.map(({ id, data }) => {
    const place = Buffer.concat([short(id), short(0), word(0), short(1), word(offset), word(data.length)]);
    offset += data.length;
    return place;
  });
  return Buffer.concat([iloc.subarray(0, 6), short(count + items.length), places, ...added]);
}

/** As the last property, and the picture's own. A decoder takes it before any other word about the colors. */
function addProfile(iprp: Buffer, icc: Buffer, primary: number): Buffer {
  const [properties = noBytes, associations = noBytes] = ["ipco", "ipma"].map((type) => bodyOf(listBoxes(iprp), type));
  const index = listBoxes(properties).length + 1;
  const parts: Buffer[] = [associations.subarray(0, 8)];
  for (let at = 8; at + 3 <= associations.length; ) {
    const count = associations[at + 2] ?? 0;
    const isPrimary = associations.readUInt16BE(at) === primary;
    const given = associations.subarray(at + 3, at + 3 + count);
    parts.push(associations.subarray(at, at + 2), Buffer.from([isPrimary ? count + 1 : count]), given);
    if (isPrimary) parts.push(Buffer.from([index]));
    at += 3 + count;
  }
  const profile = box("colr", Buffer.from("prof", "latin1"), icc);
  return Buffer.concat([box("ipco", properties, profile), box("ipma", ...parts)]);
}
