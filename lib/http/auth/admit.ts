import "server-only";
import type { KnownDevice } from "../../accounts/known-device";
import type { StartedSession } from "../../accounts/sign-in/start-session";
import { studio } from "../studio/studio";
import type { Exchange } from "./device-cookie";
import type { SignInOutcome } from "./sign-in-outcome";
import { keepDevice } from "./visit";

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
