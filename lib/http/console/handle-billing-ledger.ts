import "server-only";
import { Readable } from "node:stream";
import { listLedger } from "../../billing/ledger/list-ledger";
import { writeLedgerCsv } from "../../billing/ledger/write-ledger-csv";
import { listLedgerSchema } from "../../contract/billing";
import { sessionCaller } from "../auth/session-caller";
import { readQuery } from "../route/read-json";
import type { RequestContext } from "../route/request-context";

export async function handleLedger(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const query = readQuery(context.request, listLedgerSchema);
  return Response.json(await listLedger(context.studio.db, userId, query));
}

/** Every movement, or every one of `kind`, as a file for a spreadsheet. Written while it is read: it may be long. */
export async function handleLedgerCsv(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { kind } = readQuery(context.request, listLedgerSchema.pick({ kind: true }));
  const lines = writeLedgerCsv(context.studio.db, userId, kind);
  const headers = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="pixomax-credits.csv"',
    "X-Content-Type-Options": "nosniff",
  };
  return new Response(Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream<Uint8Array>, {
    headers,
  });
}
