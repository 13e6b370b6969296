import "server-only";
import type { LedgerKind, LedgerRow } from "../../contract/billing";
import type { Db } from "../../db/client";
import { writeCsvLine } from "../../format/write-csv";
import { listLedger } from "./list-ledger";

const pageRows = 500;
const columns = ["time", "kind", "credits", "balance_after", "reason", "job", "movement"];

/** The ledger as CSV (RFC 4180), newest first, in chunks. Times are RFC 3339 in UTC; credits are whole numbers. */
export async function* writeLedgerCsv(db: Db, userId: string, kind?: LedgerKind): AsyncGenerator<string> {
  yield writeCsvLine(columns);
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await listLedger(db, userId, { kind, limit: pageRows, cursor });
    if (rows.length) yield rows.map((row) => writeCsvLine(cellsOf(row))).join("");
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
