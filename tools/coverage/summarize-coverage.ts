import path from "node:path";
import { z } from "zod";

const part = z.object({ total: z.number(), covered: z.number() });

/** The file that the "json-summary" reporter writes: one entry a file, by absolute path, and `total`. */
export const coverageReportSchema = z.record(z.string(), z.object({ lines: part, functions: part, branches: part }));
export type CoverageReport = z.infer<typeof coverageReportSchema>;

const kinds = ["lines", "functions", "branches"] as const;
/** A folder and, for each kind, how many there are and how many ran. */
type FolderCoverage = { folder: string; files: number } & Record<(typeof kinds)[number], z.infer<typeof part>>;

/** Folders of two levels, such as lib/http, with the sums of their files; then everything together. */
export function sumByFolder(report: CoverageReport, root: string): FolderCoverage[] {
  const sums = new Map<string, FolderCoverage>();
  for (const [file, entry] of Object.entries(report)) {
    if (file === "total") continue;
    const folders = path.relative(root, file).split(path.sep).slice(0, -1).slice(0, 2);
    for (const folder of [folders.join("/") || ".", "all"]) {
      const none = { total: 0, covered: 0 };
      const sum = sums.get(folder) ?? { folder, files: 0, lines: none, functions: none, branches: none };
      const added = { ...sum, files: sum.files + 1 };
      for (const kind of kinds) {
        added[kind] = { total: sum[kind].total + entry[kind].total, covered: sum[kind].covered + entry[kind].covered };
      }
      sums.set(folder, added);
    }
  }
  const last = (folder: string) => (folder === "all" ? 1 : 0);
  return [...sums.values()].sort((a, b) => last(a.folder) - last(b.folder) || (a.folder < b.folder ? -1 : 1));
}

const percent = ({ total, covered }: { total: number; covered: number }): string =>
  total === 0 ? "–" : `${((100 * covered) / total).toFixed(1)} %`;

/** The sums as lines of a table, with a head. */
export function printFolders(sums: FolderCoverage[]): string[] {
  const width = Math.max(...sums.map(({ folder }) => folder.length), 6);
  const row = (name: string, cells: string[]) => name.padEnd(width) + cells.map((cell) => cell.padStart(11)).join("");
  return [
    row("folder", ["files", ...kinds]),
    ...sums.map((sum) => row(sum.folder, [String(sum.files), ...kinds.map((kind) => percent(sum[kind]))])),
  ];
}
