import "server-only";
import { describeDeletion } from "../../account-data/deletion/find-obstacle";
import { cancelDeletion, deletionProof, requestDeletion } from "../../account-data/deletion/request-deletion";
import type { deleteAccountSchema } from "../../contract/accounts/deletion";
import { AppError } from "../../errors/app-error";
import { mailDeps } from "../../mail/queue-mail";
import { auditOrigin } from "../auth/callers";
import { readSessionId } from "../auth/signed-in-user";
import type { BodyOf, CallerContext } from "../route/endpoint";
import { proveFreshSession, proveOwner } from "../route/prove-owner";

type DeleteContext = CallerContext & BodyOf<typeof deleteAccountSchema>;

/**
 * Deletes the caller's account in seven days.
 * @throws {AppError} invalid_request for another address, sign_in_failed, second_factor_failed, rate_limited, over_capacity,
 *   last_operator
 */
export async function handleRequestDeletion(context: DeleteContext): Promise<Response> {
  const { studio, caller, request } = context;
  await checkDeleter(context);
  const keptSessionId = await readSessionId(request.cookies, request.headers);
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
async function checkDeleter(context: DeleteContext): Promise<void> {
  const { studio, caller, body } = context;
  const user = await studio.db.user.findUniqueOrThrow({ where: { id: caller.userId } });
  if (body.email !== user.email) {
    throw new AppError("invalid_request", { detail: "This is not the email address of the account.", param: "email" });
  }
  const proof = deletionProof(user);
  if (proof === "session") return proveFreshSession(context, "delete the account");
  if (!body.password && !body.code)
    throw new AppError("sign_in_failed", { detail: `Enter your ${proof}.`, param: proof });
  await proveOwner(context, body);
}
