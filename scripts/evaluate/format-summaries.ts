import { formatTable } from "../pixomax/format-table";
import type { Evaluation, Summary } from "./evaluation";

const columns: [title: string, name: keyof Summary, digits: number][] = [
  ["PSNR dB", "psnrDb", 2],
  ["to grey", "gainDb", 2],
  ["ab error", "abError", 2],
  ["of grey's", "abRatio", 3],
  ["CIEDE2000", "deltaE2000", 2],
  ["colourfulness", "colourfulness", 1],
  ["of truth's", "colourfulnessRatio", 3],
];

/** One line per colouring and kind of middle, numbers flush right. */
export function formatSummaries(colourings: Evaluation["colourings"]): string {
  const head = ["", "", ...columns.map(([title]) => title)];
  const rows = (["mean", "median"] as const).flatMap((middle) =>
    colourings.map(({ name, modelTag, [middle]: summary }) => [
      modelTag ?? name,
      middle,
      ...columns.map(([title, column, digits]) => summary[column].toFixed(digits).padStart(title.length)),
    ]),
  );
  return formatTable(head, rows);
}
