import { handleLedgerCsv, ledgerCsvSchema } from "@/lib/http/console/handle-billing-ledger";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", query: ledgerCsvSchema, handler: handleLedgerCsv },
});
