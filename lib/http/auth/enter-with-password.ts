import "server-only";
import { findUserByEmail } from "../../accounts/find-users";
import { recordRefusal, startSession } from "../../accounts/sign-in/start-session";
import { signInSchema } from "../../contract/requests";
import { inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { remoteAddress } from "../studio/request-origin";
import { studio } from "../studio/studio";
import { admit, type SignInOutcome } from "./admit";
import type { Exchange } from "./device-cookie";
import { checkSignIn } from "./sign-in";
import { readDeviceVisit, readVisit } from "./visit";

/**
 * Null for every refusal: an answer that differs would reveal which addresses have accounts. That an account is suspended is said
 * to who knows its password.
 */
export async function enterWithPassword(
  given: unknown,
  exchange: Exchange,
  outcome: SignInOutcome,
): Promise<{ id: string } | null> {
  const { db, log } = studio();
  const { headers } = exchange.request;
  // A throw in here would put its message into the page's address.
  try {
    const parsed = signInSchema.safeParse(given);
    if (!parsed.success) return null;
    const { devices, ...visit } = await readDeviceVisit(studio(), exchange);
    const user = await checkSignIn(studio(), parsed.data, { address: remoteAddress(headers), devices });
    if (!user) {
      void noteRefusal(parsed.data.email, headers);
      return null;
    }
    const known = { ...visit, isKnownDevice: visit.isKnownDevice(user.id) };
    const started = await inTransaction(db, (tx) => startSession(tx, user, { way: "password" }, known));
    if (started === "suspended") outcome.problem = "account_suspended";
    if (started === "suspended" || !started) return null;
    return await admit({ ...started, userId: user.id }, devices, exchange, outcome);
  } catch (error) {
    if (error instanceof AppError && error.code === "over_capacity") log.debug("sign-in refused: too many at once");
    else log.error({ err: error }, "sign-in failed");
    return null;
  }
}

/** Runs beside the answer, whose time must not tell that there is such an account. */
async function noteRefusal(email: string, headers: Headers): Promise<void> {
  const { db, log } = studio();
  try {
    const user = await findUserByEmail(db, email);
    if (user) await recordRefusal(db, user.id, "password", readVisit(studio(), headers));
  } catch (err) {
    log.warn({ err }, "could not note a refused sign-in");
  }
}
