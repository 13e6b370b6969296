import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { checkLedger, countLedger } from "../../credits/check-ledger";
import type { OperatorDeps } from "../operator-deps";

/** Recomputes every balance, and says so in the audit log: whoever is asked about the books can name when they were checked. */
export async function checkBooks({ db, clock }: OperatorDeps, by: AuditOrigin) {
  const violations = await checkLedger(db);
  const counts = await countLedger(db);
  const details = { violations: violations.length };
  await writeAudit(db, by, { action: "ledger_checked", userId: null, details, at: clock.now() });
  return { ok: violations.length === 0, ...counts, violations };
}
