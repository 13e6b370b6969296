import "server-only";
import type { unsubscribeSchema } from "../../contract/accounts/notifications";
import { muteMail } from "../../mail/muted-mails";
import { readUnsubscribeToken } from "../../mail/unsubscribe-links";
import type { QueryOf, RequestContext } from "../route/endpoint";
import { remoteRange, requestOrigin } from "../studio/request-origin";

type UnsubscribeContext = RequestContext & QueryOf<typeof unsubscribeSchema>;

/** For mail programs that open List-Unsubscribe in a browser: the page asks before anything happens. */
export async function handleOpenUnsubscribe({ request, query }: UnsubscribeContext): Promise<Response> {
  const page = new URL("/unsubscribe", requestOrigin(request.headers));
  page.searchParams.set("token", query.token);
  return new Response(null, { status: 303, headers: { Location: page.href } });
}

/**
 * Stops mails of one kind, for the page's button and for the one click of a mail program (RFC 8058), which has no session and comes
 * from anywhere. The token is all it takes, so the body, which says the same in every program, is not read.
 * @throws {AppError} link_invalid
 */
export async function handleUnsubscribe({ studio, request, query }: UnsubscribeContext): Promise<Response> {
  const { db, settings, clock } = studio;
  const { userId, kind } = readUnsubscribeToken(query.token, settings.AUTH_SECRET);
  const { headers } = request;
  const from = { addressRange: remoteRange(headers), userAgent: headers.get("user-agent") };
  await muteMail(db, kind, { userId, origin: { actor: "owner", actorId: userId, ...from }, now: clock.now() });
  return new Response(null, { status: 204 });
}
