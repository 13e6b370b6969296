import { listAuditSchema } from "@/lib/contract/accounts/audit";
import { handleAudit } from "@/lib/http/admin/audit/handle-audit";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "operator", query: listAuditSchema, handler: handleAudit },
});
