import "server-only";
import { createApiKey } from "../../api-keys/create-api-key";
import { toApiKeyAnswer } from "../../api-keys/describe-api-key";
import { listApiKeys, revokeApiKey } from "../../api-keys/manage-api-keys";
import type { CreatedApiKey } from "../../contract/answers";
import { createKeySchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import { sessionCaller } from "../auth/session-caller";
import { readJson } from "../route/read-json";
import type { RequestContext } from "../route/request-context";

export async function handleListKeys(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { db, clock } = context.studio;
  const rows = await listApiKeys(db, userId);
  return Response.json({ keys: rows.map((row) => toApiKeyAnswer(row, clock.now())) });
}

/** The secret is in this answer and nowhere else, ever again. */
export async function handleCreateKey(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { db, clock, settings } = context.studio;
  const { name, mode } = await readJson(context.request, createKeySchema);
  const { key, secret } = await createApiKey(db, { userId, name, mode }, { secret: settings.API_KEY_SECRET });
  const created: CreatedApiKey = { key: toApiKeyAnswer(key, clock.now()), secret };
  return Response.json(created, { status: 201 });
}

export async function handleRevokeKey(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { db, clock } = context.studio;
  const revoked = await revokeApiKey(db, userId, String(context.params.id), clock.now());
  if (!revoked) throw new AppError("not_found", { detail: "You have no active key with this id." });
  return new Response(null, { status: 204 });
}
