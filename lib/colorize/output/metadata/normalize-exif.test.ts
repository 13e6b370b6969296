import { describe, expect, it } from "vitest";
import { hasExifGps, normalizeExif } from "./normalize-exif";

type Entry = { tag: number; type: number; count: number; value: number };
const gpsAt = 80;
const placeAt = 120;

/** An EXIF block in either byte order: orientation 6, a make of 5 bytes, a place of three rationals. */
function makeExif(order: "II" | "MM", { gpsPointer = gpsAt } = {}): Buffer {
  const block = Buffer.alloc(160);
  const little = order === "II";
  const write16 = (value: number, at: number) =>
    little ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at);
  const write32 = (value: number, at: number) =>
    little ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at);
  const writeDirectory = (at: number, entries: Entry[]) => {
    write16(entries.length, at);
    entries.forEach(({ tag, type, count, value }, i) => {
      const entry = at + 2 + i * 12;
      write16(tag, entry);
      write16(type, entry + 2);
      write32(count, entry + 4);
      if (type === 3) write16(value, entry + 8);
      else write32(value, entry + 8);
    });
    write32(99, at + 2 + entries.length * 12);
  };
  block.write(order, 0, "latin1");
  write16(42, 2);
  write32(8, 4);
  writeDirectory(8, [
    { tag: 0x010f, type: 2, count: 5, value: 150 },
    { tag: 0x0112, type: 3, count: 1, value: 6 },
    { tag: 0x8825, type: 4, count: 1, value: gpsPointer },
    { tag: 0x9c9b, type: 1, count: 4, value: 7 },
  ]);
  writeDirectory(gpsAt, [{ tag: 2, type: 5, count: 3, value: placeAt }]);
  block.write("51/30/12 north of it 000", placeAt, "latin1");
  block.write("Leica", 150, "latin1");
  return block;
}

describe.each(["II", "MM"] as const)("EXIF in byte order %s", (order) => {
  const tagsOf = (block: Buffer) => {
    const read = (at: number) => (order === "II" ? block.readUInt16LE(at) : block.readUInt16BE(at));
    return Array.from({ length: read(8) }, (_, i) => read(10 + i * 12));
  };

  it("says upright, keeps the place and everything else, and no longer leads to a thumbnail", () => {
    const kept = normalizeExif(makeExif(order)) as Buffer;
    expect(tagsOf(kept)).toEqual([0x010f, 0x0112, 0x8825, 0x9c9b]);
    expect(kept.readUInt8(10 + 12 + 8 + (order === "II" ? 0 : 1))).toBe(1);
    expect(kept.includes("51/30/12")).toBe(true);
    expect(kept.readUInt32BE(10 + 4 * 12)).toBe(0);
    expect(hasExifGps(kept)).toBe(true);
  });

  it("without the place has no trace of it, and still the rest", () => {
    const cleaned = normalizeExif(makeExif(order), { withoutGps: true }) as Buffer;
    expect(tagsOf(cleaned)).toEqual([0x010f, 0x0112, 0x9c9b]);
    for (const [from, bytes] of [
      [gpsAt, 14],
      [placeAt, 24],
    ] as const) {
      expect(cleaned.subarray(from, from + bytes).every((byte) => byte === 0)).toBe(true);
    }
    expect(cleaned.includes("Leica")).toBe(true);
    expect(cleaned.readUInt32BE(10 + 3 * 12)).toBe(0);
    expect(hasExifGps(cleaned)).toBe(false);
  });

  it("whose place cannot be found is dropped whole rather than passed on", () => {
    expect(normalizeExif(makeExif(order, { gpsPointer: 5000 }), { withoutGps: true })).toBeNull();
  });
});

it("what is no EXIF, or is cut off, is dropped, and never counts as free of a place", () => {
  for (const bytes of [Buffer.from("nothing"), Buffer.alloc(0), makeExif("II").subarray(0, 40)]) {
    expect(normalizeExif(bytes)).toBeNull();
    expect(hasExifGps(bytes)).toBe(true);
  }
  expect(normalizeExif(undefined)).toBeNull();
});
