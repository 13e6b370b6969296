import "server-only";
import { createHmac, randomBytes } from "node:crypto";
import type { Db, Tx } from "../../db/client";

export const recoveryCodeCount = 10;
// None looks like another one. 31 signs: a byte whose low five bits are 31 is dropped, so each is equally likely.
const signs = "abcdefghjkmnpqrstuvwxyz23456789";
const codeLength = 10;

/** Replaces the user's recovery codes. Their text, to be shown this once: only HMACs are stored. */
export async function replaceRecoveryCodes(tx: Tx, userId: string, secret: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, createCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, hash: hashCode(userId, code, secret) })) });
  return codes;
}

/** Uses the code up. False when it is none of the user's, or used already; of many at once one gets it. */
export async function spendRecoveryCode(
  tx: Tx,
  userId: string,
  code: string,
  { secret, now }: { secret: string; now: Date },
): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, hash: hashCode(userId, code, secret), usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

export const countRecoveryCodes = (db: Db | Tx, userId: string): Promise<number> =>
  db.recoveryCode.count({ where: { userId, usedAt: null } });

/** However it was typed: capitals, spaces and dashes do not count. */
function hashCode(userId: string, code: string, secret: string): string {
  const typed = code.toLowerCase().replaceAll(/[\s-]/g, "");
  return createHmac("sha256", secret).update(`recovery code ${userId} ${typed}`).digest("hex");
}

/** Such as `k7mpq-x2f9a`: 49 bits, which no number of allowed guesses comes near. */
function createCode(): string {
  let text = "";
  while (text.length < codeLength) {
    for (const byte of randomBytes(codeLength)) {
      const sign = signs[byte & 31];
      if (sign && text.length < codeLength) text += sign;
    }
  }
  return `${text.slice(0, codeLength / 2)}-${text.slice(codeLength / 2)}`;
}
