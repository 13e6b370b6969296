import { auditCsvSchema, handleAuditCsv } from "@/lib/http/admin/audit/handle-audit";
import { defineRoute } from "@/lib/http/route/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: { auth: "operator", query: auditCsvSchema, handler: handleAuditCsv },
});
