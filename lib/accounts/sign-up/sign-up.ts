import "server-only";
import type { Logger } from "pino";
import { writeAudit } from "../../audit/write-audit";
import type { Db, Tx } from "../../db/client";
import type { User } from "../../generated/prisma/client";
import type { MailDeps } from "../../mail/queue-mail";
import { createUser } from "../create-user";
import { askToConfirm } from "../email-address/confirm-email";
import { type Consent, recordConsent } from "./consent";
import { type Allowance, takeAllowance } from "./sign-up-allowance";

type SignUp = {
  email: string;
  password: string;
  range: string;
  userAgent: string | null;
  now: Date;
  consent: Consent | null;
};
type Deps = { db: Db; log: Logger; mail: MailDeps };

/**
 * Opens an account with its free credits, or with none where the day's are given out; `credits` says how many it got. The address is
 * asked to confirm that it is its owner's; the account works without it.
 * @throws {AppError} email_taken, invalid_request, over_capacity
 */
export async function signUp(
  { db, log, mail }: Deps,
  { email, password, range, userAgent, now, consent }: SignUp,
  allowance: Allowance,
): Promise<{ user: User; credits: number }> {
  let granted = 0;
  const credits = async (tx: Tx) => {
    granted = await takeAllowance(tx, { range, now, log }, allowance);
    return granted;
  };
  const alongside = async (tx: Tx, created: User) => {
    const origin = { actor: "owner", actorId: created.id, addressRange: range, userAgent } as const;
    await writeAudit(tx, origin, {
      action: "account_created",
      userId: created.id,
      details: { with: "password" },
      at: now,
    });
    if (consent) await recordConsent(tx, created.id, consent);
    await askToConfirm(tx, created, { mail, now });
  };
  const user = await createUser(db, { email, password, credits, alongside });
  return { user, credits: granted };
}
