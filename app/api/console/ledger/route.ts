import { defineRoute } from "@/lib/http/define-route";
import { handleLedger } from "@/lib/http/handle-billing-ledger";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({ GET: handleLedger });
