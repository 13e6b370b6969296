import "server-only";
import type { KnownDevice } from "../../accounts/known-device";
import type { StartedSession } from "../../accounts/sign-in/start-session";
import type { ConnectOutcome, SignInProblem } from "../../contract/accounts/sign-in";
import { studio } from "../studio/studio";
import type { Exchange } from "./device-cookie";
import { keepDevice } from "./visit";

/** What one call of next-auth came to, for which next-auth itself has no words. */
export type SignInOutcome = {
  /** The session opens nothing until a code was shown. */
  needsSecondFactor: boolean;
  /** Why nobody was signed in, where that may be said. */
  problem: SignInProblem | null;
  /** Nobody was signed in: an account elsewhere was connected, or not. */
  connect: ConnectOutcome | null;
};

export const newOutcome = (): SignInOutcome => ({ needsSecondFactor: false, problem: null, connect: null });

/**
 * What next-auth gets of a started session. The browser becomes a known one only when nothing more is asked for: else a stolen
 * password would give every new browser guesses of its own at the second factor.
 */
export async function admit(
  { id, needsSecondFactor, userId }: StartedSession & { userId: string },
  devices: KnownDevice[],
  exchange: Exchange,
  outcome: SignInOutcome,
): Promise<{ id: string }> {
  outcome.needsSecondFactor = needsSecondFactor;
  if (!needsSecondFactor) await keepDevice(studio(), userId, devices, exchange);
  return { id };
}
