import "server-only";
import type { LedgerRowKind } from "../../contract/billing";
import { listMovements, type Movement } from "../../credits/list-movements";
import type { Db } from "../../db/client";
import { writeCsvLine } from "../../format/write-csv";

const pageRows = 500;
const columns = ["time", "kind", "credits", "balance_after", "reason", "job", "movement"];

/**
 * Every movement as CSV (RFC 4180), newest first, in chunks: for the books, so a photo's hold and its charge are lines of their
 * own. Times are RFC 3339 in UTC; credits are whole numbers.
 */
export async function* writeLedgerCsv(db: Db, userId: string, kind?: LedgerRowKind): AsyncGenerator<string> {
  yield writeCsvLine(columns);
  let before: number | undefined;
  do {
    const rows = await listMovements(db, userId, { kind, limit: pageRows, before });
    if (rows.length) yield rows.map((row) => writeCsvLine(cellsOf(row))).join("");
    before = rows.length === pageRows ? rows.at(-1)?.sequence : undefined;
  } while (before);
}

const cellsOf = ({ createdAt, kind, credits, availableAfter, reason, jobId, id }: Movement) => [
  createdAt.toISOString(),
  kind,
  credits,
  availableAfter,
  reason,
  jobId ?? "",
  id,
];
