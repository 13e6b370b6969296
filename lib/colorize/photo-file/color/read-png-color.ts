import { open } from "node:fs/promises";
import { makeGrayIcc, makeRgbIcc, type Transfer } from "./make-icc";
import { decodeSrgb, isLike, type Primaries, p3Primaries, rec2020Primaries, srgbPrimaries } from "./primaries";

/** What a PNG says about its colors outside a profile: a profile that says the same, or a kind that cannot be shown without loss. */
export type PngColor = { icc: Buffer } | { unsupported: string };

/** Everything that comes before the pixels; a profile makes it larger, and what lies beyond is not looked at. */
const mostHeadBytes = 4 * 1024 * 1024;
const mostChunks = 1000;
/** libpng takes a gamma this near to sRGB's for sRGB, and so do browsers. */
const gammaTolerance = 0.05;
const srgbGamma = 0.45455;

/** Null where the samples are sRGB or the file has a profile, which goes before the rest except cICP. */
export async function readPngColor(path: string): Promise<PngColor | null> {
  const chunks = await readHeadChunks(path);
  const isGray = [0, 4].includes(chunks.get("IHDR")?.[9] ?? 2);
  const make = (primaries: Primaries, transfer: Transfer) => ({
    icc: isGray ? makeGrayIcc(transfer, "gray") : makeRgbIcc(primaries, transfer, "photo"),
  });
  const codes = chunks.get("cICP");
  if (codes && codes.length >= 4) return readCodes([...codes], make);
  const told = chunks.get("gAMA");
  const gamma = told && told.length >= 4 ? told.readUInt32BE(0) / 100_000 : 0;
  if (chunks.has("iCCP") || chunks.has("sRGB") || (gamma === 0 && !chunks.has("cHRM"))) return null;
  const primaries = readPrimaries(chunks.get("cHRM")) ?? srgbPrimaries;
  const isSrgbGamma = gamma === 0 || Math.abs(gamma / srgbGamma - 1) < gammaTolerance;
  if (isSrgbGamma && isLike(primaries, srgbPrimaries)) return null;
  return make(primaries, { gamma: gamma === 0 ? 2.2 : 1 / gamma });
}

/** Coding-independent code points (ITU-T H.273): primaries, transfer, matrix, full range. */
function readCodes(
  [colors = 1, transfer = 13]: number[],
  make: (primaries: Primaries, transfer: Transfer) => PngColor,
): PngColor | null {
  const primaries = { 1: srgbPrimaries, 9: rec2020Primaries, 12: p3Primaries }[colors] ?? srgbPrimaries;
  if (transfer === 16 || transfer === 18) return { unsupported: transfer === 16 ? "HDR (PQ)" : "HDR (HLG)" };
  const curves: Record<number, Transfer> = { 4: { gamma: 2.2 }, 5: { gamma: 2.8 }, 8: { gamma: 1 } };
  const curve = curves[transfer];
  // Television's curve is for its cameras; its screens, and browsers, show it as sRGB's.
  if (!curve && primaries === srgbPrimaries) return null;
  return make(primaries, curve ?? { table: srgbTable() });
}

const srgbTable = () => Array.from({ length: 4096 }, (_, index) => decodeSrgb(index / 4095));

function readPrimaries(data: Buffer | undefined): Primaries | null {
  if (!data || data.length < 32) return null;
  const point = (at: number) => [data.readUInt32BE(at) / 100_000, data.readUInt32BE(at + 4) / 100_000] as const;
  const found = { white: point(0), red: point(8), green: point(16), blue: point(24) };
  // Without heights nothing can be divided by them.
  return Object.values(found).every(([x, y]) => x > 0 && y > 0 && x + y <= 1.01) ? found : null;
}

/** The chunks before the first of pixels, each type once. */
async function readHeadChunks(path: string): Promise<Map<string, Buffer>> {
  const file = await open(path, "r");
  try {
    const chunks = new Map<string, Buffer>();
    const frame = Buffer.alloc(8);
    for (let at = 8, index = 0; at < mostHeadBytes && index < mostChunks; index++) {
      if ((await file.read(frame, 0, 8, at)).bytesRead < 8) break;
      const [length, type] = [frame.readUInt32BE(0), frame.toString("latin1", 4)];
      if (type === "IDAT" || type === "IEND" || length > mostHeadBytes) break;
      const data = Buffer.alloc(Math.min(length, 64));
      await file.read(data, 0, data.length, at + 8);
      chunks.set(type, data);
      at += 12 + length;
    }
    return chunks;
  } finally {
    await file.close();
  }
}
