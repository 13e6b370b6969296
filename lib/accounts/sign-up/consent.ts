import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { Tx } from "../../db/client";

export type Consent = {
  /** Of the pages that were agreed to (lib/legal/consent.ts). */
  version: string;
  at: Date;
  origin: AuditOrigin;
};

/** Notes what an account agreed to, in the row and in the audit log. The same version once more changes nothing. */
export async function recordConsent(tx: Tx, userId: string, { version, at, origin }: Consent): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, OR: [{ consentVersion: null }, { consentVersion: { not: version } }] },
    data: { consentVersion: version, consentAt: at },
  });
  if (count > 0) await writeAudit(tx, origin, { action: "consent_given", userId, details: { version }, at });
}
