import { hues } from "../measures/measures";
import type { ColoringReport, SetReport, Summary } from "./evaluation";

const columns: [title: string, name: keyof Summary, digits: number][] = [
  ["PSNR dB", "psnrDb", 2],
  ["to gray", "gainDb", 2],
  ["ab error", "abError", 2],
  ["of gray's", "abRatio", 3],
  ["CIEDE2000", "deltaE2000", 2],
  ["colorfulness", "colorfulness", 1],
  ["of truth's", "colorfulnessRatio", 3],
];
const onlyMean = ["better than gray", "patchiness"];

/** A set of photos as text: how many, the main numbers, the hues, which model is ahead. */
export function formatSet(report: SetReport, asMarkdown: boolean): string {
  const format = asMarkdown ? formatMarkdownTable : formatTable;
  const { title, note, photos, skipped, largeAtLeastTiny } = report;
  const [gray, unreadable] = [skipped.gray.length, skipped.unreadable.length];
  const left = gray + unreadable > 0 ? `; left out: ${gray} gray, ${unreadable} unreadable` : "";
  const head = `${title}: ${photos.length} photos${left}`;
  const parts = [
    `${asMarkdown ? `**${head}**` : head}\n`,
    note ? `${note}\n` : "",
    format(["model", "", ...columns.map(([column]) => column), ...onlyMean], formatMainRows(report.colorings)),
    format(["pixels by hue, %, truth → model", ...hues], formatHueRows(report)),
    largeAtLeastTiny === null
      ? ""
      : `large is at least as good as tiny on ${percent(largeAtLeastTiny)} % of the photos.\n`,
  ];
  return parts.filter(Boolean).join(asMarkdown ? "\n" : "");
}

/** One line per coloring and kind of middle, numbers flush right. */
function formatMainRows(colorings: ColoringReport[]): string[][] {
  return (["mean", "median"] as const).flatMap((middle) =>
    colorings.map((coloring) => [
      coloring.modelTag ?? coloring.name,
      middle,
      ...columns.map(([title, column, digits]) => coloring[middle][column].toFixed(digits).padStart(title.length)),
      ...(middle === "mean" ? formatShares(coloring) : []),
    ]),
  );
}

function formatShares({ modelTag, betterThanGray, patchiness }: ColoringReport): string[] {
  const better = modelTag ? `${percent(betterThanGray)} %` : "";
  const cells = [better, patchiness === null ? "" : patchiness.toFixed(2)];
  return cells.map((cell, i) => cell.padStart(onlyMean[i]?.length ?? 0));
}

/** The truth's shares, and from them to each model's. */
function formatHueRows({ truth, colorings }: SetReport): string[][] {
  const models = colorings.filter(({ modelTag }) => modelTag !== null);
  return models.map(({ modelTag, name, hues: made }) => [
    modelTag ?? name,
    ...hues.map((hue) => `${percent(truth.hues[hue])} → ${percent(made[hue])}`),
  ]);
}

const percent = (share: number) => (100 * share).toFixed(1);

/** Columns as a table of Markdown that ends with a new line; all but the first flush right. */
export function formatMarkdownTable(head: string[], rows: string[][]): string {
  const line = (row: string[]) => `| ${head.map((_title, column) => (row[column] ?? "").trim()).join(" | ")} |`;
  const rule = `|${head.map((_title, column) => (column === 0 ? "---" : "---:")).join("|")}|`;
  return `${[line(head), rule, ...rows.map(line)].join("\n")}\n`;
}

/**
 * Columns side by side, two spaces apart, as text that ends with a new line.
 * @param head the titles; a row's cells beyond them are left out
 */
export function formatTable(head: string[], rows: string[][]): string {
  const all = [head, ...rows];
  const widths = head.map((_title, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => widths.map((width, column) => (row[column] ?? "").padEnd(width)).join("  ");
  return all.map((row) => `${line(row).trimEnd()}\n`).join("");
}
