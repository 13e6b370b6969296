import "server-only";
import { confirmEmailChange } from "../../../accounts/email-address/change-email";
import { confirmEmail } from "../../../accounts/email-address/confirm-email";
import { readOneTimeLink } from "../../../accounts/one-time-links";
import type { ConfirmEmailAnswer, confirmEmailSchema } from "../../../contract/accounts/lost-access";
import { AppError } from "../../../errors/app-error";
import { mailDeps } from "../../../mail/queue-mail";
import { checkSignIn } from "../../auth/sign-in";
import { readSessionUser } from "../../auth/signed-in-user";
import type { BodyOf, RequestContext } from "../../route/endpoint";
import { remoteAddress } from "../../studio/request-origin";
import { visitorOf } from "./handle-lost-access";

type Context = RequestContext & BodyOf<typeof confirmEmailSchema>;

/**
 * Confirms the account's address, or makes the confirmed one the account's. To confirm, nobody needs to be signed in: the link may
 * be opened on another device, which then asks for the account's password or a new one. To change it, the account must be.
 * @throws {AppError} link_invalid, link_expired, link_used, email_taken; sign_in_failed for a wrong password or none, and in a
 *   browser that may not change the address; invalid_request for a new one that is refused, account_suspended, over_capacity
 */
export async function handleConfirmEmail(context: Context): Promise<Response> {
  const { request, studio, body } = context;
  const { db, settings, clock } = studio;
  const deps = { db, mail: mailDeps(settings) };
  const using = { token: body.token, now: clock.now(), by: visitorOf(request.headers) };
  const contact = settings.OPERATOR_CONTACT?.replace(/^mailto:/, "") ?? null;
  const email =
    body.kind === "confirm"
      ? await confirmEmail(deps, { ...using, ...(await readProof(context)) })
      : await confirmEmailChange(deps, { ...using, contact, signedInUserId: await readSignedIn(context) });
  return Response.json({ email } satisfies ConfirmEmailAnswer);
}

const readSignedIn = async ({ request }: Pick<Context, "request">) =>
  (await readSessionUser(request.cookies, request.headers))?.id ?? null;

/** What shows that the account is the visitor's, besides the link. A guess at the password counts as one at sign-in. */
async function readProof({ request, studio, body }: Context) {
  const { db, settings, clock } = studio;
  const { token, password, newPassword } = body;
  if (newPassword) return { provenUserId: null, newPassword };
  if (!password) return { provenUserId: await readSignedIn({ request }) };
  const signing = { secret: settings.AUTH_SECRET, now: clock.now() };
  const { email } = await readOneTimeLink(db, token, "confirm_email", signing);
  const visitor = { address: remoteAddress(request.headers), devices: [] };
  const user = await checkSignIn(studio, { email: email ?? "", password }, visitor);
  if (user) return { provenUserId: user.id };
  const detail =
    "This is not the account's password, or it was guessed too often in the last 15 minutes. Try again, or choose a new one. " +
    "Nothing was changed.";
  throw new AppError("sign_in_failed", { detail, param: "password" });
}
