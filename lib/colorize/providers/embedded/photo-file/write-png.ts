import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { constants, deflateRaw } from "node:zlib";
import { pngChunk, pngSignature } from "../../../output/containers/wrap-png";
import { bitsOf, type Raster } from "../pixels/raster";
// Pixels are written in workers that open no engine, too.
import "../pixels/rows/node-rows";
import { rowThreads } from "../pixels/rows/open-rows";
import { blocksOf, filterBlock } from "../pixels/rows/work-on-rows";

const deflate = promisify<Uint8Array, object, Buffer>(deflateRaw);
/** With row filters, level 2 is both faster and smaller than the default level 6 without. */
const level = 2;
/** As far as deflate looks back. */
const windowBytes = 32 * 1024;
/** Deflate with that window. */
const streamHead = Buffer.from([0x78, 0x01]);
const adlerModulus = 65_521;

/**
 * Writes a raster as PNG without metadata; returns what sharp says of a file. sharp's encoder filters and compresses on one
 * thread, which takes longer than coloring the photo. Here rows are filtered on the engine's threads, and blocks of them are
 * compressed beside that, as one stream: each knows the end of the block before it.
 */
export async function writePng(raster: Raster, path: string): Promise<{ size: number; width: number; height: number }> {
  const { width, height } = raster;
  const file = await open(path, "w", 0o600);
  try {
    await file.write(Buffer.concat([pngSignature, pngChunk("IHDR", headerOf(raster))]));
    const adler = await writeBlocks(raster, file);
    await file.write(Buffer.concat([pngChunk("IDAT", adler), pngChunk("IEND", Buffer.alloc(0))]));
    return { size: (await file.stat()).size, width, height };
  } finally {
    await file.close();
  }
}

function headerOf(raster: Raster): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(raster.width, 0);
  header.writeUInt32BE(raster.height, 4);
  header[8] = bitsOf(raster);
  header[9] = raster.channels === 4 ? 6 : 2;
  return header;
}

/** Writes the compressed rows. Returns the stream's last bytes, its Adler-32. */
async function writeBlocks(raster: Raster, file: FileHandle): Promise<Buffer> {
  const rowBytes = 1 + raster.width * raster.channels * raster.pixels.BYTES_PER_ELEMENT;
  const compressing: Promise<Buffer>[] = [];
  const writeFirst = async () => void (await file.write(pngChunk("IDAT", (await compressing.shift()) ?? streamHead)));
  let adler = { one: 1, two: 0 };
  let dictionary: Uint8Array | undefined;
  await writeFirst();
  for (const block of blocksOf(raster)) {
    const { bytes, adlers } = filterBlock(raster, block);
    const isLast = block.first + block.rows === raster.height;
    const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    compressing.push(deflate(bytes, { level, finishFlush, ...(dictionary && { dictionary }) }));
    dictionary = bytes.subarray(-windowBytes);
    for (const row of adlers) adler = joinAdlers(adler, row, rowBytes);
    if (compressing.length > rowThreads()) await writeFirst();
  }
  while (compressing.length > 0) await writeFirst();
  const end = Buffer.alloc(4);
  end.writeUInt32BE(adler.two * 65_536 + adler.one, 0);
  return end;
}

type Adler = { one: number; two: number };

/** The checksum of some bytes and those that follow, of whose number is `bytes`. */
function joinAdlers(first: Adler, second: Adler, bytes: number): Adler {
  const one = (first.one + second.one + adlerModulus - 1) % adlerModulus;
  const two = (first.two + second.two + bytes * (first.one + adlerModulus - 1)) % adlerModulus;
  return { one, two };
}
