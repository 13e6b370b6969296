import "server-only";
import type { Tx } from "../../db/client";
import type { User } from "../../generated/prisma/client";
import { spendRecoveryCode } from "./recovery-codes";
import { openText } from "./secret-box";
import { readTimeStep } from "./time-codes";

/** What somebody showed: a code of the app, or a recovery code. */
export type ShownFactor = "app" | "recovery_code";
type Signing = {
  /** AUTH_SECRET */
  secret: string;
  now: Date;
};

/**
 * Takes a code of the user's second factor, once: each code of the app and each recovery code is good for one transaction, however
 * many try it at the same time. Null for a wrong one, and for a user without a second factor.
 */
export async function acceptCode(
  tx: Tx,
  { id, totpSecret, totpConfirmedAt }: Pick<User, "id" | "totpSecret" | "totpConfirmedAt">,
  code: string,
  { secret, now }: Signing,
): Promise<ShownFactor | null> {
  if (!totpSecret || !totpConfirmedAt) return null;
  const digits = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return (await spendRecoveryCode(tx, id, code, { secret, now })) ? "recovery_code" : null;
  const timeSecret = openText(totpSecret, id, secret);
  const step = timeSecret && readTimeStep(timeSecret, digits, now);
  if (!step) return null;
  const { count } = await tx.user.updateMany({
    where: { id, totpSecret, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  });
  return count === 1 ? "app" : null;
}
