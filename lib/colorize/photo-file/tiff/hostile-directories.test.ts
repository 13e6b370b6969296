import { expect, it } from "vitest";
import { type ReadAt, readTiff } from "./read-directories";

const entriesEach = 4096;
const step = 16;

/** Directories of 4096 entries, each 16 bytes behind the last one: their links fall between the numbers of their entries. */
function makeOverlapping(count: number): Buffer {
  const file = Buffer.alloc(16 + count * step + entriesEach * 12 + 64);
  for (let at = 0; at + 2 <= file.length; at += 2) file.writeUInt16LE((at * 40_503) & 0xffff, at);
  file.write("II*\0", 0, "latin1");
  file.writeUInt32LE(16, 4);
  for (let at = 16; at + 2 <= file.length; at += step) file.writeUInt16LE(entriesEach, at);
  for (let nth = 0, at = 16; nth < count; nth++, at += step)
    file.writeUInt32LE(nth + 1 < count ? at + step : 0, at + 2 + entriesEach * 12);
  return file;
}

it("directories that lie over each other hold a bounded number of entries", async () => {
  const file = makeOverlapping(150);
  const found = await readTiff(async (at, length) => file.subarray(at, at + length), file.length);
  expect((found?.directories.length ?? 0) * entriesEach).toBeLessThanOrEqual(300_000);
});

it("values that a file only announces are not read", async () => {
  const file = Buffer.alloc(64);
  file.write("II*\0", 0, "latin1");
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(1, 8);
  // Bits a sample: 3,000,000 numbers of 8 bytes.
  file.writeUInt16LE(258, 10);
  file.writeUInt16LE(12, 12);
  file.writeUInt32LE(3_000_000, 14);
  file.writeUInt32LE(16, 18);
  const asked: number[] = [];
  const readAt: ReadAt = async (at, length) => {
    asked.push(length);
    return file.subarray(at, at + length);
  };
  const found = await readTiff(readAt, file.length);
  expect(await found?.directories[0]?.numbers(258)).toBeNull();
  expect(Math.max(...asked)).toBeLessThanOrEqual(file.length);
});
