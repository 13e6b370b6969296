import "server-only";
import type { LedgerKind, LedgerRow } from "../contract/billing";
import type { Db } from "../db/client";
import { listLedger } from "./list-ledger";

const pageRows = 500;
const columns = ["time", "kind", "credits", "balance_after", "reason", "job", "movement"];

/** The ledger as CSV (RFC 4180), newest first, in parts. Times are RFC 3339 in UTC, credits whole numbers. */
export async function* writeLedgerCsv(db: Db, userId: string, kind?: LedgerKind): AsyncGenerator<string> {
  yield writeLine(columns);
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await listLedger(db, userId, { kind, limit: pageRows, cursor });
    if (rows.length) yield rows.map((row) => writeLine(cellsOf(row))).join("");
    cursor = nextCursor ?? undefined;
  } while (cursor);
}

const cellsOf = ({ createdAt, kind, credits, balanceAfter, reason, jobId, id }: LedgerRow) => [
  createdAt,
  kind,
  credits,
  balanceAfter,
  reason,
  jobId ?? "",
  id,
];

const writeLine = (cells: (string | number)[]) => `${cells.map(writeCell).join(",")}\r\n`;

function writeCell(cell: string | number): string {
  if (typeof cell === "number") return String(cell);
  // A text that a spreadsheet would run as a formula.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
