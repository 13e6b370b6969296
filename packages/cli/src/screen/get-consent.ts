import { ExitError, exitCodes } from "../exit-codes";
import { ask, canAsk } from "./ask";
import { count } from "./say";

/** Up to this nobody is asked. */
export const freeHandCredits = 50;

/** Asks before many credits are spent. @throws {ExitError} refused, or nobody there to ask */
export async function getConsent(credits: number, yes: boolean): Promise<void> {
  if (yes || credits <= freeHandCredits) return;
  const spending = `This may spend ${count(credits, "credit")}`;
  if (!canAsk()) throw new ExitError(`${spending}. Nothing was sent. Add --yes if that is right.`, exitCodes.noConsent);
  const answer = await ask(`${spending}. Go on? [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new ExitError("Nothing was sent.", exitCodes.noConsent);
}
