import { open } from "node:fs/promises";

/** Cameras write a few kilobytes; a larger header is no photo. */
const maxMetaBytes = 4 * 1024 * 1024;
/** Protects against files of millions of tiny boxes. */
const maxTopBoxes = 64;
/** The boxes that lead to the sizes, outermost first. `skip`: bytes of the box's own before the boxes inside it. */
const pathToSizes = [
  { type: "meta", skip: 4 },
  { type: "iprp", skip: 0 },
  { type: "ipco", skip: 0 },
];

type Size = { width: number; height: number };

/**
 * The largest image size that a HEIC file declares (property `ispe`), read without decoding, so that a decompression bomb can be
 * refused. Null when the file declares none, which means that it is no valid HEIC.
 */
export async function readLargestHeicSize(path: string): Promise<Size | null> {
  let boxes = await readMetaBox(path);
  for (const { type, skip } of pathToSizes) {
    const box = listBoxes(boxes).find((candidate) => candidate.type === type);
    if (!box) return null;
    boxes = box.inside.subarray(skip);
  }
  let largest: Size | null = null;
  for (const { type, inside } of listBoxes(boxes)) {
    if (type !== "ispe" || inside.length < 12) continue;
    const size = { width: inside.readUInt32BE(4), height: inside.readUInt32BE(8) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

/** The top-level `meta` box with its header; empty when there is none. Other boxes are skipped without reading them. */
async function readMetaBox(path: string): Promise<Buffer> {
  const none = Buffer.alloc(0);
  const file = await open(path, "r");
  try {
    const fileBytes = (await file.stat()).size;
    const header = Buffer.alloc(16);
    for (let at = 0, boxes = 0; at + 16 <= fileBytes && boxes < maxTopBoxes; boxes += 1) {
      await file.read(header, 0, 16, at);
      const short = header.readUInt32BE(0);
      const bytes = short === 1 ? Number(header.readBigUInt64BE(8)) : short;
      if (bytes < 8 || at + bytes > fileBytes) return none;
      if (header.toString("latin1", 4, 8) === "meta") {
        if (short === 1 || bytes > maxMetaBytes) return none;
        return (await file.read(Buffer.alloc(bytes), 0, bytes, at)).buffer;
      }
      at += bytes;
    }
    return none;
  } finally {
    await file.close();
  }
}

function listBoxes(boxes: Buffer): { type: string; inside: Buffer }[] {
  const found = [];
  for (let at = 0; at + 8 <= boxes.length; ) {
    const bytes = boxes.readUInt32BE(at);
    if (bytes < 8 || at + bytes > boxes.length) break;
    found.push({ type: boxes.toString("latin1", at + 4, at + 8), inside: boxes.subarray(at + 8, at + bytes) });
    at += bytes;
  }
  return found;
}
