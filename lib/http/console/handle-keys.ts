import "server-only";
import { createApiKey } from "../../api-keys/create-api-key";
import { toApiKeyAnswer } from "../../api-keys/describe-api-key";
import { listApiKeys, revokeApiKey } from "../../api-keys/manage-api-keys";
import type { CreatedApiKey } from "../../contract/answers";
import type { createKeySchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import type { BodyOf, CallerContext, IdParams } from "../route/endpoint";

export async function handleListKeys({ studio, caller }: CallerContext): Promise<Response> {
  const rows = await listApiKeys(studio.db, caller.userId);
  return Response.json({ keys: rows.map((row) => toApiKeyAnswer(row, studio.clock.now())) });
}

type CreateContext = CallerContext & BodyOf<typeof createKeySchema>;

/** The secret is in this answer and nowhere else, ever again. */
export async function handleCreateKey({ studio, caller, body }: CreateContext): Promise<Response> {
  const { db, clock, settings } = studio;
  const { key, secret } = await createApiKey(
    db,
    { userId: caller.userId, name: body.name, mode: body.mode },
    { secret: settings.API_KEY_SECRET },
  );
  const created: CreatedApiKey = { key: toApiKeyAnswer(key, clock.now()), secret };
  return Response.json(created, { status: 201 });
}

/** @throws {AppError} not_found */
export async function handleRevokeKey({ studio, caller, params }: CallerContext & IdParams): Promise<Response> {
  const revoked = await revokeApiKey(studio.db, caller.userId, params.id, studio.clock.now());
  if (!revoked) throw new AppError("not_found", { detail: "You have no active key with this id." });
  return new Response(null, { status: 204 });
}
