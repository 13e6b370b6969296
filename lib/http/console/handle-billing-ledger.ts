import "server-only";
import { Readable } from "node:stream";
import { listLedger } from "../../billing/ledger/list-ledger";
import { writeLedgerCsv } from "../../billing/ledger/write-ledger-csv";
import { listLedgerSchema } from "../../contract/billing";
import type { CallerContext, QueryOf } from "../route/endpoint";
import { csvHeaders, streamResponse } from "../route/file-response";

type LedgerContext = CallerContext & QueryOf<typeof listLedgerSchema>;

export async function handleLedger({ studio, caller, query }: LedgerContext): Promise<Response> {
  return Response.json(await listLedger(studio.db, caller.userId, query));
}

export const ledgerCsvSchema = listLedgerSchema.pick({ kind: true });
type LedgerCsvContext = CallerContext & QueryOf<typeof ledgerCsvSchema>;

/** Every movement, or every one of `kind`, as a file for a spreadsheet. It is sent while it is read: it may be long. */
export async function handleLedgerCsv({ studio, caller, query, request }: LedgerCsvContext): Promise<Response> {
  const lines = writeLedgerCsv(studio.db, caller.userId, query.kind);
  const headers = csvHeaders("pixomax-credits.csv");
  return streamResponse(Readable.from(lines, { objectMode: false }), { headers, signal: request.signal });
}
