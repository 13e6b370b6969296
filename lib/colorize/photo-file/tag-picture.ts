import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { wrapJpeg } from "../output/containers/wrap-jpeg";
import { iccChunk, pngHeadBytes } from "../output/containers/wrap-png";

/** Chunks that say what a profile says too. */
const colorChunks = ["iCCP", "sRGB", "gAMA", "cHRM", "cICP"];
/** More before the pixels than this is not looked through. */
const mostChunks = 1000;

/** A copy of a PNG or JPEG with this profile, its pixels as they are. */
export async function copyWithIcc(path: string, format: "png" | "jpeg", icc: Buffer, to: string): Promise<void> {
  if (format === "png") return copyPng(path, icc, to);
  const { before, skip } = wrapJpeg(
    { head: Buffer.from([0xff, 0xd8]), bytes: 0, width: 0, height: 0 },
    { icc, exif: null, xmp: null },
  );
  await copyParts(path, to, [before, { from: skip }]);
}

async function copyPng(path: string, icc: Buffer, to: string): Promise<void> {
  const kept: Part[] = [{ from: 0, to: pngHeadBytes }, iccChunk("photo", icc)];
  const file = await open(path, "r");
  let at = pngHeadBytes;
  try {
    const frame = Buffer.alloc(8);
    for (let index = 0; index < mostChunks; index++) {
      if ((await file.read(frame, 0, 8, at)).bytesRead < 8) break;
      const [end, type] = [at + 12 + frame.readUInt32BE(0), frame.toString("latin1", 4)];
      if (type === "IDAT") break;
      if (!colorChunks.includes(type)) kept.push({ from: at, to: end });
      at = end;
    }
  } finally {
    await file.close();
  }
  await copyParts(path, to, [...kept, { from: at }]);
}

/** Bytes, or a stretch of the file, to its end without `to`. */
type Part = Buffer | { from: number; to?: number };

async function copyParts(path: string, to: string, parts: Part[]): Promise<void> {
  async function* read() {
    for (const part of parts) {
      if (Buffer.isBuffer(part)) yield part;
      else
        yield* createReadStream(path, {
          start: part.from,
          end: (part.to ?? Number.POSITIVE_INFINITY) - 1,
        }) as AsyncIterable<Buffer>;
    }
  }
  await pipeline(read(), createWriteStream(to, { mode: 0o600 }));
}

const entryBytes = 12;
const iccTag = 34_675;
const undefinedType = 7;

/** Gives a TIFF that libtiff wrote (little-endian, one page) a profile, in place: its directory is written anew at the end. */
export async function addIccToTiff(path: string, icc: Buffer): Promise<void> {
  const file = await open(path, "r+");
  try {
    const head = Buffer.alloc(8);
    await file.read(head, 0, 8, 0);
    const count = Buffer.alloc(2);
    const at = head.readUInt32LE(4);
    await file.read(count, 0, 2, at);
    const table = Buffer.alloc(count.readUInt16LE(0) * entryBytes);
    await file.read(table, 0, table.length, at + 2);
    const { size } = await file.stat();
    const start = size + (size % 2);
    const entry = Buffer.alloc(entryBytes);
    entry.writeUInt16LE(iccTag, 0);
    entry.writeUInt16LE(undefinedType, 2);
    entry.writeUInt32LE(icc.length, 4);
    entry.writeUInt32LE(start, 8);
    const kept = Array.from({ length: table.length / entryBytes }, (_, index) =>
      table.subarray(index * entryBytes, (index + 1) * entryBytes),
    ).filter((one) => one.readUInt16LE(0) !== iccTag);
    const entries = [...kept, entry].sort((one, other) => one.readUInt16LE(0) - other.readUInt16LE(0));
    const directory = Buffer.concat([Buffer.from(Uint16Array.of(entries.length).buffer), ...entries, Buffer.alloc(4)]);
    const padding = Buffer.alloc(icc.length % 2);
    await file.write(Buffer.concat([icc, padding, directory]), 0, null, start);
    head.writeUInt32LE(start + icc.length + padding.length, 4);
    await file.write(head, 0, 8, 0);
  } finally {
    await file.close();
  }
}
