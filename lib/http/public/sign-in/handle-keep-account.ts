import "server-only";
import { cancelDeletionByLink } from "../../../account-data/deletion/request-deletion";
import type { keepAccountSchema } from "../../../contract/accounts/deletion";
import type { BodyOf, RequestContext } from "../../route/endpoint";
import { visitorOf } from "./handle-lost-access";

/**
 * Keeps the account that the link of a mail is about. Nobody needs to be signed in.
 * @throws {AppError} link_invalid, link_expired, link_used
 */
export async function handleKeepAccount({
  request,
  studio,
  body,
}: RequestContext & BodyOf<typeof keepAccountSchema>): Promise<Response> {
  const { db, settings, clock } = studio;
  const restoring = { token: body.token, secret: settings.AUTH_SECRET, now: clock.now() };
  await cancelDeletionByLink(db, { ...restoring, origin: visitorOf(request.headers) });
  return new Response(null, { status: 204 });
}
