import "server-only";
import { listSignInWays } from "../../accounts/sign-in/list-sign-in-ways";
import { checkSignInLink } from "../../accounts/sign-in/sign-in-with-link";
import { explainSignInProblem, type OfferedWay } from "../../contract/accounts/sign-in";
import { AppError } from "../../errors/app-error";
import { studio } from "../studio/studio";

/** The ways to sign in that this studio offers. */
export const readSignInWays = (): OfferedWay[] => listSignInWays(studio().settings);

/** Why a mailed link would not sign in; null when it would. It is not used by this. */
export async function readSignInLinkProblem(token: string): Promise<string | null> {
  const { db, settings, clock } = studio();
  try {
    await checkSignInLink(db, token, { secret: settings.AUTH_SECRET, now: clock.now() });
    return null;
  } catch (error) {
    if (error instanceof AppError) return explainSignInProblem(error.code);
    throw error;
  }
}
