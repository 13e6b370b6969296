import "server-only";
import { describeDevice } from "../../accounts/describe-device";
import { endOtherSessions, endSession, listSessions } from "../../accounts/list-sessions";
import type { SessionAnswer } from "../../contract/accounts/sessions";
import { AppError } from "../../errors/app-error";
import type { Session } from "../../generated/prisma/client";
import { auditOrigin } from "../auth/callers";
import { readSessionId } from "../auth/signed-in-user";
import type { CallerContext, IdParams } from "../route/endpoint";

export async function handleListSessions({ studio, request, caller }: CallerContext): Promise<Response> {
  const currentId = await readSessionId(request.cookies, request.headers);
  const rows = await listSessions(studio.db, caller.userId, studio.clock.now());
  return Response.json({ sessions: rows.map((row) => toSessionAnswer(row, currentId)) });
}

function toSessionAnswer(row: Session, currentId: string | null): SessionAnswer {
  const { id, userAgent, addressRange, signedInWith, createdAt, lastSeenAt } = row;
  return {
    id,
    device: describeDevice(userAgent),
    addressRange,
    signedInWith,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    isCurrent: id === currentId,
  };
}

/** Signs one browser out, also the one that asks. @throws {AppError} not_found */
export async function handleEndSession({
  studio,
  request,
  caller,
  params,
}: CallerContext & IdParams): Promise<Response> {
  const ending = { by: auditOrigin(caller, request.headers), now: studio.clock.now() };
  const ended = await endSession(studio.db, { userId: caller.userId, sessionId: params.id }, ending);
  if (!ended) throw new AppError("not_found", { detail: "You have no such session; it may have ended." });
  return new Response(null, { status: 204 });
}

/** Signs out every browser but the one that asks. */
export async function handleEndOtherSessions({ studio, request, caller }: CallerContext): Promise<Response> {
  const sessionId = (await readSessionId(request.cookies, request.headers)) ?? "";
  const ending = { by: auditOrigin(caller, request.headers), now: studio.clock.now() };
  return Response.json({ ended: await endOtherSessions(studio.db, { userId: caller.userId, sessionId }, ending) });
}
