import { ExitError, exitCodes } from "../exit-codes";
import { formatCount } from "./messages";
import { canPrompt, promptLine } from "./prompts";

/** Up to this many credits are spent without a question. */
const maxUnconfirmedCredits = 50;

/**
 * Asks the person before many credits are spent.
 * @param confirmed the command line says yes already
 * @throws {ExitError} the person refused, or nobody is there to answer
 */
export async function confirmSpending(credits: number, confirmed: boolean): Promise<void> {
  if (confirmed || credits <= maxUnconfirmedCredits) return;
  const spending = `This may spend ${formatCount(credits, "credit")}`;
  if (!canPrompt()) {
    throw new ExitError(`${spending}. Nothing was sent. Add --yes if that is right.`, exitCodes.notConfirmed);
  }
  const answer = await promptLine(`${spending}. Continue? [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new ExitError("Nothing was sent.", exitCodes.notConfirmed);
}
