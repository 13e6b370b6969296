import "server-only";
import type { Logger } from "pino";
import type { Db, Tx } from "../../db/client";
import type { User } from "../../generated/prisma/client";
import type { MailDeps } from "../../mail/queue-mail";
import { createUser } from "../create-user";
import { askToConfirm } from "../email-address/confirm-email";
import { type Allowance, takeAllowance } from "./sign-up-allowance";

type SignUp = { email: string; password: string; range: string; now: Date };
type Deps = { db: Db; log: Logger; mail: MailDeps };

/**
 * Opens an account with its free credits, or with none where the day's are given out; `credits` says how many it got. The address is
 * asked to confirm that it is its owner's; the account works without it.
 * @throws {AppError} email_taken, invalid_request, over_capacity
 */
export async function signUp(
  { db, log, mail }: Deps,
  { email, password, range, now }: SignUp,
  allowance: Allowance,
): Promise<{ user: User; credits: number }> {
  let granted = 0;
  const credits = async (tx: Tx) => {
    granted = await takeAllowance(tx, { range, now, log }, allowance);
    return granted;
  };
  const user = await createUser(db, {
    email,
    password,
    credits,
    alongside: (tx, created) => askToConfirm(tx, created, { mail, now }),
  });
  return { user, credits: granted };
}
