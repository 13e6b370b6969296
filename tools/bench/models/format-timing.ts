import type { Timing } from "./configuration";

const columns = [
  ["total", "total"],
  ["decode", "decode"],
  ["repair", "repair"],
  ["inference", "inference"],
  ["around it", "aroundInference"],
  ["clarity", "clarity"],
  ["encode", "encode"],
] as const;

const formatRow = (name: string, cells: string[]) => name.padEnd(26) + cells.map((cell) => cell.padStart(10)).join("");

export const timingHead = formatRow("ms, median", [
  "threads",
  "MP",
  "output",
  ...columns.map(([title]) => title),
  "peak MiB",
]);

/** One line under `timingHead`. */
export function formatTiming(timing: Timing): string {
  const { model, cleanScratches, faceRemaster, threads, megapixels, format, ms, peakMiB } = timing;
  const name = `${model}${cleanScratches ? " + repair" : ""}${faceRemaster ? " + clarity" : ""}`;
  const numbers = [...columns.map(([, stage]) => ms[stage]), peakMiB].map((number) => number.toFixed(0));
  const { variant } = timing;
  if (variant)
    return formatRow(`  ${variant.name}: × ${variant.share.toFixed(2)}`, [
      String(threads),
      String(megapixels),
      format,
      ...numbers,
    ]);
  return formatRow(name, [String(threads), String(megapixels), format, ...numbers]);
}
