import "server-only";
import type { AuditOrigin } from "../../audit/write-audit";
import { remoteRange } from "../studio/request-origin";
import type { Caller } from "./callers";

/** Who a request acts for and from where, as the audit log has it. */
export function auditOrigin(
  { userId, apiKeyId, role }: Pick<Caller, "userId" | "apiKeyId" | "role">,
  headers: Headers,
): AuditOrigin {
  const from = { addressRange: remoteRange(headers), userAgent: headers.get("user-agent") };
  if (apiKeyId) return { actor: "api_key", actorId: apiKeyId, ...from };
  return { actor: role === "operator" ? "operator" : "owner", actorId: userId, ...from };
}
