import "server-only";
import type { Logger } from "pino";
import type { Db, Tx } from "../db/client";
import type { User } from "../generated/prisma/client";
import type { Consent } from "./consent";
import { createUser } from "./create-user";
import { type Allowance, takeAllowance } from "./sign-up-allowance";

type SignUp = { email: string; password: string; range: string; now: Date; consent: Consent | null };
type Deps = { db: Db; log: Logger };

/**
 * Opens an account with its free credits, or with none where the day's are given out; `credits` says how many it got.
 * @throws {AppError} email_taken, invalid_request, over_capacity
 */
export async function signUp(
  { db, log }: Deps,
  { email, password, range, now, consent }: SignUp,
  allowance: Allowance,
): Promise<{ user: User; credits: number }> {
  let granted = 0;
  const credits = async (tx: Tx) => {
    granted = await takeAllowance(tx, { range, now, log }, allowance);
    return granted;
  };
  const user = await createUser(db, { email, password, credits, consent });
  return { user, credits: granted };
}
