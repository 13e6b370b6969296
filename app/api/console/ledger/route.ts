import { listLedgerSchema } from "@/lib/contract/billing";
import { handleLedger } from "@/lib/http/console/handle-billing-ledger";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "session", query: listLedgerSchema, handler: handleLedger },
});
