import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll } from "vitest";
import type { Decoded, ForeignFormat, ForeignTask } from "../../colorize/photo-file/foreign/foreign-task";

type Decode = (task: ForeignTask) => Promise<Decoded>;
export type Picture = Decoded & {
  width: number;
  height: number;
  channels: number;
  depth: string;
  icc: Buffer | undefined;
  /** The samples of the pixel at x, y, as they are in the file. */
  at(x: number, y: number): number[];
};

/** Decodes bytes in a temporary folder of the test file, and reads what was written with sharp. */
export function setUpDecoding(format: ForeignFormat, decode: Decode) {
  let dir = "";
  let made = 0;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "foreign-"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  return async (bytes: Uint8Array, { page = 1, maxPixels = 50_000_000 } = {}): Promise<Picture> => {
    made += 1;
    const file = path.join(dir, `in-${made}`);
    const outPath = path.join(dir, `out-${made}.tif`);
    await writeFile(file, bytes);
    const decoded = await decode({ path: file, format, page, outPath, maxPixels });
    return { ...decoded, ...(await readPicture(outPath)) };
  };
}

async function readPicture(file: string): Promise<Omit<Picture, keyof Decoded>> {
  const image = sharp(await readFile(file), { failOn: "warning" });
  const { width, height, channels, depth, icc, space } = await image.metadata();
  const deep = depth === "ushort";
  // sharp makes gray to RGB on the way out unless the space is named.
  const named = image.keepIccProfile().toColourspace(space);
  const { data } = await named.raw({ depth: deep ? "ushort" : "uchar" }).toBuffer({ resolveWithObject: true });
  const samples = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const at = (x: number, y: number) => [
    ...samples.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
  ];
  return { width, height, channels, depth, icc, at };
}
