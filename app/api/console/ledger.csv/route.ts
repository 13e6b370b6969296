import { defineRoute } from "@/lib/http/define-route";
import { handleLedgerCsv } from "@/lib/http/handle-billing-ledger";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleLedgerCsv });
