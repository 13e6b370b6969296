import "server-only";
import type { ConnectOutcome, SignInProblem } from "../../contract/accounts/sign-in";

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
