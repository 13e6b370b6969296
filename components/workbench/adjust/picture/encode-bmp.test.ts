import { expect, it } from "vitest";
import { BmpFile } from "./encode-bmp";

it("holds each pixel where a reader of BMP looks for it", async () => {
  const file = new BmpFile(3, 2);
  const row = (value: number) => [value, 1, 2, 255, value, 3, 4, 255, value, 5, 6, 255];
  file.writeRows(1, Uint8Array.from(row(200)));
  file.writeRows(0, Uint8Array.from(row(100)));
  const blob = file.toBlob();
  const bytes = Buffer.from(await blob.arrayBuffer());
  expect(blob.type).toBe("image/bmp");
  expect(bytes.toString("latin1", 0, 2)).toBe("BM");
  expect(bytes.readUInt32LE(2)).toBe(bytes.length);
  expect([bytes.readInt32LE(18), bytes.readInt32LE(22), bytes.readUInt16LE(28)]).toEqual([3, -2, 24]);
  const start = bytes.readUInt32LE(10);
  // Blue, green, red; a row of 9 bytes is padded to 12.
  expect([...bytes.subarray(start, start + 9)]).toEqual([2, 1, 100, 4, 3, 100, 6, 5, 100]);
  expect([...bytes.subarray(start + 12, start + 21)]).toEqual([2, 1, 200, 4, 3, 200, 6, 5, 200]);
});
