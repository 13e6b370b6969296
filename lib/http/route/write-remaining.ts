import "server-only";
import { headers as names } from "../../contract/headers";
import { readBalance } from "../../credits/read-balance";
import type { Caller } from "../auth/caller";
import type { RequestContext } from "./request-context";

/** X-Credits-Remaining. A balance that cannot be read must not turn an answer into an error. */
export async function setRemainingCredits({ studio, headers, log }: RequestContext, { userId }: Caller): Promise<void> {
  const balance = await readBalance(studio.db, userId).catch((error: unknown) => {
    log.warn({ err: error }, "could not read the balance for a header");
    return null;
  });
  if (balance) headers.set(names.creditsRemaining, String(balance.available));
}
