import "server-only";
import { confirmEmailChange } from "../../../accounts/email-address/change-email";
import { confirmEmail } from "../../../accounts/email-address/confirm-email";
import type { ConfirmEmailAnswer, confirmEmailSchema } from "../../../contract/accounts/lost-access";
import { mailDeps } from "../../../mail/queue-mail";
import type { BodyOf, RequestContext } from "../../route/endpoint";
import { visitorOf } from "./handle-lost-access";

/**
 * Confirms the account's address, or makes the confirmed one the account's. Nobody needs to be signed in: the link may be opened
 * on another device.
 * @throws {AppError} link_invalid, link_expired, link_used, email_taken
 */
export async function handleConfirmEmail({
  request,
  studio,
  body,
}: RequestContext & BodyOf<typeof confirmEmailSchema>): Promise<Response> {
  const { db, settings, clock } = studio;
  const deps = { db, mail: mailDeps(settings) };
  const using = { token: body.token, now: clock.now(), by: visitorOf(request.headers) };
  const contact = settings.OPERATOR_CONTACT?.replace(/^mailto:/, "") ?? null;
  const email =
    body.kind === "confirm" ? await confirmEmail(deps, using) : await confirmEmailChange(deps, { ...using, contact });
  return Response.json({ email } satisfies ConfirmEmailAnswer);
}
