import "server-only";
import { describeDeletion } from "../../account-data/deletion/find-obstacle";
import { cancelDeletion, deletionProof, requestDeletion } from "../../account-data/deletion/request-deletion";
import type { deleteAccountSchema } from "../../contract/accounts/deletion";
import { AppError } from "../../errors/app-error";
import { mailDeps } from "../../mail/queue-mail";
import { auditOrigin } from "../auth/callers";
import { readSessionId } from "../auth/signed-in-user";
import type { BodyOf, CallerContext } from "../route/endpoint";
import { proveOwner } from "../route/prove-owner";

/** An account without a password is deleted from a session that is no older: somebody has just signed in. */
const freshSessionMs = 15 * 60_000;

type DeleteContext = CallerContext & BodyOf<typeof deleteAccountSchema>;

/**
 * Deletes the caller's account in seven days.
 * @throws {AppError} invalid_request for another address, sign_in_failed, second_factor_failed, rate_limited, over_capacity,
 *   last_operator
 */
export async function handleRequestDeletion(context: DeleteContext): Promise<Response> {
  const { studio, caller, request } = context;
  const keptSessionId = await readSessionId(request.cookies, request.headers);
  await confirmOwner(context, keptSessionId);
  const origin = auditOrigin(caller, request.headers);
  const deps = { db: studio.db, mail: mailDeps(studio.settings) };
  await requestDeletion(deps, { userId: caller.userId, origin, keptSessionId, now: studio.clock.now() });
  return Response.json(await describeDeletion(studio.db, caller.userId));
}

/** Keeps the account. */
export async function handleCancelDeletion(context: CallerContext): Promise<Response> {
  const { studio, caller, request } = context;
  const { userId } = caller;
  await cancelDeletion(studio.db, userId, auditOrigin(caller, request.headers), studio.clock.now());
  return Response.json(await describeDeletion(studio.db, userId));
}

/** A stolen session alone deletes nothing. */
async function confirmOwner(context: DeleteContext, sessionId: string | null): Promise<void> {
  const { studio, caller, body } = context;
  const { db, clock } = studio;
  const user = await db.user.findUniqueOrThrow({ where: { id: caller.userId } });
  if (body.email !== user.email) {
    throw new AppError("invalid_request", { detail: "This is not the email address of the account.", param: "email" });
  }
  const proof = deletionProof(user);
  if (proof !== "session") {
    if (!body.password && !body.code)
      throw new AppError("sign_in_failed", { detail: `Enter your ${proof}.`, param: proof });
    await proveOwner(context, body);
    return;
  }
  const session = await db.session.findUnique({ where: { id: sessionId ?? "" }, select: { createdAt: true } });
  if (session && clock.now().getTime() - session.createdAt.getTime() <= freshSessionMs) return;
  const detail = "Sign out and in again first, then delete the account.";
  throw new AppError("sign_in_failed", { detail, param: "email" });
}
