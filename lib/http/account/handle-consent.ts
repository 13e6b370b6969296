import "server-only";
import { recordConsent } from "../../accounts/sign-up/consent";
import type { giveConsentSchema } from "../../contract/accounts/legal";
import { inTransaction } from "../../db/client";
import { checkConsent } from "../../legal/consent";
import { auditOrigin } from "../auth/callers";
import type { BodyOf, CallerContext } from "../route/endpoint";

type ConsentContext = CallerContext & BodyOf<typeof giveConsentSchema>;

/**
 * The account agrees to the studio's pages as they are now.
 * @throws {AppError} invalid_request for another version of them
 */
export async function handleGiveConsent({ studio, caller, body, request }: ConsentContext): Promise<Response> {
  const version = await checkConsent(studio, body.consent);
  if (version !== null) {
    const consent = { version, at: studio.clock.now(), origin: auditOrigin(caller, request.headers) };
    await inTransaction(studio.db, (tx) => recordConsent(tx, caller.userId, consent));
  }
  return new Response(null, { status: 204 });
}
