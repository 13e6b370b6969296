import "server-only";
import type { Usage, UsageGroup, UsageRow } from "../../contract/v1/usage";
import { writeCsvLine } from "../../format/write-csv";

type Column = [name: string, cell: (row: UsageRow) => string | number];
const groupColumns: Record<UsageGroup, Column[]> = {
  day: [["day", (row) => row.day ?? ""]],
  key: [
    ["key_id", (row) => row.keyId ?? ""],
    ["key_name", (row) => row.keyName ?? ""],
  ],
  model: [["model", (row) => row.model ?? ""]],
};
const sumColumns: Column[] = (["jobs", "succeeded", "failed", "canceled", "credits"] as const).map((name) => [
  name,
  (row) => row[name],
]);

/** The rows as CSV (RFC 4180) with the columns of the requested groups. There is no totals line, so summing a column is correct. */
export function writeUsageCsv({ by, rows }: Pick<Usage, "by" | "rows">): string {
  const columns = [...by.flatMap((group) => groupColumns[group]), ...sumColumns];
  const lines = rows.map((row) => writeCsvLine(columns.map(([, cell]) => cell(row))));
  return writeCsvLine(columns.map(([name]) => name)) + lines.join("");
}
