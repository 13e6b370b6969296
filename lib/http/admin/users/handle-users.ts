import "server-only";
import { z } from "zod";
import { cancelDeletion, requestDeletion } from "../../../account-data/deletion/request-deletion";
import { makeResetLink } from "../../../accounts/lost-access/make-reset-link";
import { changeRole } from "../../../accounts/operators";
import type {
  accessAnswerSchema,
  accessSchema,
  createAccountSchema,
  createdAccountSchema,
  createdKeySchema,
  createKeyForSchema,
  giveCreditsSchema,
  movedCreditsSchema,
  roleSchema,
  suspendSchema,
  takeCreditsSchema,
} from "../../../contract/admin/account-requests";
import {
  endSessions,
  makeDeviceLink,
  removeSecondFactor,
  replacePassword,
} from "../../../operator/accounts/account-access";
import { createKeyFor, revokeKeyOf } from "../../../operator/accounts/account-keys";
import { createAccount } from "../../../operator/accounts/create-account";
import { findAccount } from "../../../operator/accounts/find-account";
import { giveCredits, takeBackCredits } from "../../../operator/accounts/move-credits";
import { restoreAccount, suspendAccount } from "../../../operator/accounts/suspend-account";
import { auditOrigin } from "../../auth/callers";
import type { BodyOf, CallerContext, IdParams, ParamsOf } from "../../route/endpoint";
import { requestOrigin } from "../../studio/request-origin";

const dayMs = 86_400_000;
const byOf = ({ caller, request }: CallerContext) => auditOrigin(caller, request.headers);
const mailOf = ({ request, studio }: CallerContext) => ({
  origin: requestOrigin(request.headers),
  secret: studio.settings.AUTH_SECRET,
});
const done = () => new Response(null, { status: 204 });
type Of<Schema extends z.ZodType> = CallerContext & IdParams & BodyOf<Schema>;

/** The password is in this answer alone. @throws {AppError} email_taken */
export async function handleCreateAccount(
  context: CallerContext & BodyOf<typeof createAccountSchema>,
): Promise<Response> {
  const { user, password } = await createAccount(context.studio, byOf(context), context.body);
  const answer: z.infer<typeof createdAccountSchema> = { userId: user.id, password: password ?? "" };
  return Response.json(answer, { status: 201 });
}

/** @throws {AppError} not_found */
export async function handleGiveCredits(context: Of<typeof giveCreditsSchema>): Promise<Response> {
  const { lastDay, ...gift } = context.body;
  const { id: userId } = await findAccount(context.studio.db, context.params.id);
  const expiresAt = lastDay ? new Date(Date.parse(lastDay) + dayMs) : undefined;
  return answerMoved(await giveCredits(context.studio, byOf(context), { userId, ...gift, expiresAt }));
}

/** @throws {AppError} not_found, insufficient_credits */
export async function handleTakeCredits(context: Of<typeof takeCreditsSchema>): Promise<Response> {
  const { id: userId } = await findAccount(context.studio.db, context.params.id);
  return answerMoved(await takeBackCredits(context.studio, byOf(context), { userId, ...context.body }));
}

function answerMoved({ moved, balance }: Awaited<ReturnType<typeof giveCredits>>): Response {
  const answer: z.infer<typeof movedCreditsSchema> = { moved, available: balance.available };
  return Response.json(answer);
}

/** @throws {AppError} not_found, invalid_request, last_operator */
export async function handleSuspend(context: Of<typeof suspendSchema>): Promise<Response> {
  const { studio, params, body } = context;
  const suspension = { userId: params.id, reason: body.reason, mail: mailOf(context) };
  return Response.json(await suspendAccount(studio, byOf(context), suspension));
}

/** @throws {AppError} not_found */
export async function handleRestore(context: CallerContext & IdParams): Promise<Response> {
  await restoreAccount(context.studio, byOf(context), context.params.id);
  return done();
}

/** @throws {AppError} not_found */
export async function handleEndSessions(context: CallerContext & IdParams): Promise<Response> {
  const { id } = await findAccount(context.studio.db, context.params.id);
  await endSessions(context.studio, byOf(context), id);
  return done();
}

/** @throws {AppError} not_found, last_operator */
export async function handleChangeRole(context: Of<typeof roleSchema>): Promise<Response> {
  const { studio, params, body } = context;
  const change = { userId: params.id, role: body.role, at: studio.clock.now() };
  await changeRole(studio.db, change, byOf(context));
  return done();
}

/** A link or a password to hand over. It is in this answer alone. @throws {AppError} not_found, account_suspended */
export async function handleAccess(context: Of<typeof accessSchema>): Promise<Response> {
  const { studio, params, body } = context;
  const user = await findAccount(studio.db, params.id);
  const answer = await openAccess(context, user, body.way);
  return Response.json(answer satisfies z.infer<typeof accessAnswerSchema>);
}

type User = Awaited<ReturnType<typeof findAccount>>;

async function openAccess(context: CallerContext, user: User, way: z.infer<typeof accessSchema>["way"]) {
  const { studio } = context;
  const by = byOf(context);
  if (way === "password") {
    const { password: text, sessionsEnded } = await replacePassword(studio, by, user);
    return { text, sessionsEnded };
  }
  const mail = mailOf(context);
  if (way === "device_link")
    return { text: await makeDeviceLink(studio, by, { userId: user.id, origin: mail.origin }), sessionsEnded: 0 };
  const { url } = await makeResetLink(studio.db, user, by, { mail, now: studio.clock.now() });
  return { text: url, sessionsEnded: 0 };
}

/** The secret is in this answer alone. @throws {AppError} not_found */
export async function handleCreateKeyFor(context: Of<typeof createKeyForSchema>): Promise<Response> {
  const { id: userId } = await findAccount(context.studio.db, context.params.id);
  const { key, secret } = await createKeyFor({ ...context.studio, mail: mailOf(context) }, byOf(context), {
    userId,
    ...context.body,
  });
  return Response.json({ keyId: key.id, secret } satisfies z.infer<typeof createdKeySchema>, { status: 201 });
}

export const keyOfParams = z.object({ id: z.string(), key: z.string() });

/** @throws {AppError} not_found */
export async function handleRevokeKeyOf(context: CallerContext & ParamsOf<typeof keyOfParams>): Promise<Response> {
  await revokeKeyOf({ ...context.studio, mail: mailOf(context) }, byOf(context), context.params.key);
  return done();
}

/** For somebody who lost the second factor and its recovery codes; they are told by mail. @throws {AppError} not_found, invalid_request without one */
export async function handleRemoveSecondFactor(context: CallerContext & IdParams): Promise<Response> {
  const { id } = await findAccount(context.studio.db, context.params.id);
  await removeSecondFactor({ ...context.studio, mail: mailOf(context) }, byOf(context), id);
  return done();
}

/** Deletes the account in seven days, and tells it by mail. @throws {AppError} not_found, last_operator */
export async function handleDeleteAccount(context: CallerContext & IdParams): Promise<Response> {
  const { db, clock } = context.studio;
  const { id: userId } = await findAccount(db, context.params.id);
  const request = { userId, origin: byOf(context), keptSessionId: null, now: clock.now() };
  await requestDeletion({ db, mail: mailOf(context) }, request);
  return done();
}

/** Keeps an account that was about to be deleted. @throws {AppError} not_found */
export async function handleKeepAccount(context: CallerContext & IdParams): Promise<Response> {
  const { db, clock } = context.studio;
  const { id } = await findAccount(db, context.params.id);
  await cancelDeletion(db, id, byOf(context), clock.now());
  return done();
}
