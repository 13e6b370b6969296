import "server-only";
import { disconnectSignIn, listConnectedSignIns } from "../../accounts/sign-in/connected-sign-ins";
import { listProviders } from "../../accounts/sign-in/list-sign-in-ways";
import type { ConnectedSignIns, ConnectIntent, connectRequestSchema } from "../../contract/accounts/sign-in";
import { AppError } from "../../errors/app-error";
import { auditOrigin } from "../auth/callers";
import { signConnectIntent } from "../auth/connect-intent";
import { readSessionId } from "../auth/signed-in-user";
import { readVisit } from "../auth/visit";
import type { BodyOf, CallerContext, IdParams } from "../route/endpoint";

export async function handleListConnected({ studio, caller }: CallerContext): Promise<Response> {
  const listed = await listConnectedSignIns(studio.db, caller.userId, studio.settings);
  return Response.json(listed satisfies ConnectedSignIns);
}

/**
 * What the form that starts a sign-in at the provider sends along, to connect that account instead of signing in with it.
 * @throws {AppError} not_found for a provider that is not offered
 */
export async function handleConnect(context: CallerContext & BodyOf<typeof connectRequestSchema>): Promise<Response> {
  const { studio, request, body } = context;
  const isOffered = listProviders(studio.settings).some(({ provider }) => provider === body.provider);
  const sid = await readSessionId(request.cookies, request.headers);
  if (!isOffered || !sid) throw new AppError("not_found", { detail: "This studio does not offer that." });
  const intent = await signConnectIntent(studio, { sid, provider: body.provider });
  return Response.json({ intent } satisfies ConnectIntent);
}

/** @throws {AppError} not_found, last_sign_in */
export async function handleDisconnect(context: CallerContext & IdParams): Promise<Response> {
  const { studio, request, caller, params } = context;
  const { mail, now } = readVisit(studio, request.headers);
  const change = { settings: studio.settings, mail, now, origin: auditOrigin(caller, request.headers) };
  await disconnectSignIn(studio.db, caller.userId, params.id, change);
  return new Response(null, { status: 204 });
}
