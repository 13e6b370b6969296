import "server-only";
import { addApiKey, type KeyDeps } from "../../api-keys/add-api-key";
import { changeApiKey, rerollApiKey, revokeApiKey } from "../../api-keys/change-api-key";
import type { CreatedKey } from "../../api-keys/create-api-key";
import { toApiKeyAnswer } from "../../api-keys/describe-api-key";
import { budgetsRenewAt } from "../../api-keys/key-budget";
import { listKeysInUse } from "../../api-keys/read-api-keys";
import type {
  ApiKeyList,
  CreatedApiKey,
  createKeySchema,
  rerollKeySchema,
  updateKeySchema,
} from "../../contract/accounts/api-keys";
import { AppError } from "../../errors/app-error";
import { mailDeps } from "../../mail/queue-mail";
import { isPublicAddress } from "../../safe-fetch/is-public-address";
import { auditOrigin } from "../auth/callers";
import type { BodyOf, CallerContext, IdParams } from "../route/endpoint";
import { exactAddress, requestOrigin } from "../studio/request-origin";

export async function handleListKeys({ studio, caller, request }: CallerContext): Promise<Response> {
  const now = studio.clock.now();
  const address = exactAddress(request.headers);
  const list: ApiKeyList = {
    keys: await listKeysInUse(studio.db, caller.userId, now),
    budgetsRenewAt: budgetsRenewAt(now).toISOString(),
    callerAddress: address && isPublicAddress(address) ? address : null,
  };
  return Response.json(list);
}

type CreateContext = CallerContext & BodyOf<typeof createKeySchema>;

/** The secret is in this answer and nowhere else, ever again. @throws {AppError} invalid_request */
export async function handleCreateKey(context: CreateContext): Promise<Response> {
  const { caller, body } = context;
  return answerCreated(context, await addApiKey(depsOf(context), { userId: caller.userId, ...body }));
}

type UpdateContext = CallerContext & IdParams & BodyOf<typeof updateKeySchema>;

/** @throws {AppError} not_found, key_not_active, invalid_request */
export async function handleUpdateKey(context: UpdateContext): Promise<Response> {
  const { studio, caller, params, body } = context;
  const key = await changeApiKey(depsOf(context), { ...body, userId: caller.userId, keyId: params.id });
  return Response.json(toApiKeyAnswer(key, studio.clock.now()));
}

type RerollContext = CallerContext & IdParams & BodyOf<typeof rerollKeySchema>;

/** As handleCreateKey. @throws {AppError} not_found, key_not_active */
export async function handleRerollKey(context: RerollContext): Promise<Response> {
  const { caller, params, body } = context;
  const replaced = { userId: caller.userId, keyId: params.id, ...body };
  return answerCreated(context, await rerollApiKey(depsOf(context), replaced));
}

/** @throws {AppError} not_found */
export async function handleRevokeKey(context: CallerContext & IdParams): Promise<Response> {
  const { caller, params } = context;
  const revoked = await revokeApiKey(depsOf(context), { userId: caller.userId, keyId: params.id });
  if (!revoked) throw new AppError("not_found", { detail: "You have no active key with this id." });
  return new Response(null, { status: 204 });
}

function depsOf({ studio, caller, request: { headers } }: CallerContext): KeyDeps & { secret: string } {
  const { db, clock, settings } = studio;
  const mail = { ...mailDeps(settings), origin: requestOrigin(headers) };
  return { db, mail, secret: settings.API_KEY_SECRET, by: auditOrigin(caller, headers), now: clock.now() };
}

function answerCreated({ studio }: CallerContext, { key, secret }: CreatedKey): Response {
  const created: CreatedApiKey = { key: toApiKeyAnswer(key, studio.clock.now()), secret };
  return Response.json(created, { status: 201 });
}
