import "server-only";
import { z } from "zod";
import { signInWithLink } from "../../accounts/sign-in/sign-in-with-link";
import { linkTokenSchema, type SignInProblem, signInProblems } from "../../contract/accounts/sign-in";
import { AppError } from "../../errors/app-error";
import { studio } from "../studio/studio";
import { admit, type SignInOutcome } from "./admit";
import type { Exchange } from "./device-cookie";
import { readDeviceVisit } from "./visit";

const formSchema = z.object({ token: linkTokenSchema });

/** Signs in who holds a mailed link. Null for one that does not work; `outcome` says why. */
export async function enterWithLink(
  given: unknown,
  exchange: Exchange,
  outcome: SignInOutcome,
): Promise<{ id: string } | null> {
  const { db, settings, log } = studio();
  try {
    const { token } = formSchema.safeParse(given).data ?? { token: "" };
    const { devices, ...visit } = await readDeviceVisit(studio(), exchange);
    const started = await signInWithLink(db, token, { ...visit, secret: settings.AUTH_SECRET });
    return await admit(started, devices, exchange, outcome);
  } catch (error) {
    const isExpected = error instanceof AppError && isProblem(error.code);
    outcome.problem = isExpected ? (error.code as SignInProblem) : "unknown";
    if (!isExpected) log.error({ err: error }, "sign-in by a link failed");
    return null;
  }
}

const isProblem = (code: string): boolean => Object.hasOwn(signInProblems, code);
