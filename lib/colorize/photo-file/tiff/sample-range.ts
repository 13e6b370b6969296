import type { TiffDirectory } from "./read-directories";
import type { TiffLayout } from "./read-layout";
import { tiffTags } from "./tiff-tags";

/** The numbers that are black and white. `isMeasured`: the file's numbers have no fixed range, so its own one was taken. */
export type SampleRange = { low: number; high: number; isMeasured: boolean };

/** Far below this share of what 32 bits hold, the numbers are those of a sensor or a measurement. */
const usualShare = 1 / 256;

/**
 * Integers have the range of their bits, signed ones only its upper half where none is below 0. Floating-point numbers between 0 and 1 are taken as they are; others, and integers of 32
 * bits that use only the least of their range, from what the file names as its least and largest number, or else from those found.
 */
export async function findRange(
  directory: TiffDirectory,
  { bits, kind, colors, samples }: TiffLayout,
  readAll: () => AsyncIterable<Float64Array>,
): Promise<SampleRange> {
  if (kind === "uint" && bits < 32) return { low: 0, high: 2 ** bits - 1, isMeasured: false };
  const named = await readNamedRange(directory);
  if (named) return named;
  const found = await measureRange(readAll(), colors, samples);
  if (kind === "int") {
    const top = 2 ** (bits - 1) - 1;
    return { low: found.low < 0 ? -top - 1 : 0, high: top, isMeasured: false };
  }
  const top = kind === "float" ? 1 : 2 ** bits - 1;
  const isUsual = found.low >= 0 && found.high <= top && (kind === "float" || found.high > top * usualShare);
  if (isUsual || found.high <= found.low) return { low: 0, high: top, isMeasured: false };
  return { ...found, isMeasured: true };
}

async function readNamedRange(directory: TiffDirectory): Promise<SampleRange | null> {
  const [smallest, largest] = [await directory.numbers(tiffTags.smallest), await directory.numbers(tiffTags.largest)];
  if (!smallest?.length || !largest?.length) return null;
  const [low, high] = [Math.min(...smallest), Math.max(...largest)];
  if (!Number.isFinite(low) || !Number.isFinite(high) || high <= low) return null;
  return { low, high, isMeasured: low !== 0 || high !== 1 };
}

async function measureRange(rows: AsyncIterable<Float64Array>, colors: number, samples: number) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const row of rows) {
    for (let at = 0; at < row.length; at += samples) {
      for (let channel = 0; channel < colors; channel++) {
        const value = row[at + channel] as number;
        if (value < low && value !== Number.NEGATIVE_INFINITY) low = value;
        if (value > high && value !== Number.POSITIVE_INFINITY) high = value;
      }
    }
  }
  return { low, high };
}
