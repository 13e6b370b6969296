import "server-only";
import type { createWebhookSchema, updateWebhookSchema, WebhookSecretAnswer } from "../../contract/webhooks";
import { deleteEndpoint, rotateSecret, updateEndpoint } from "../../webhooks/endpoints/change-endpoint";
import { checkWebhookUrl } from "../../webhooks/endpoints/check-webhook-url";
import { createEndpoint } from "../../webhooks/endpoints/create-endpoint";
import { findEndpoint, listEndpoints, readEndpoint } from "../../webhooks/endpoints/read-endpoints";
import { deriveSigningSecret } from "../../webhooks/endpoints/signing-secret";
import { auditOrigin } from "../auth/callers";
import type { BodyOf, CallerContext, IdParams, RequestContext } from "../route/endpoint";

type Owned = { userId: string; endpointId: string };
const byCaller = ({ caller, request, studio }: CallerContext) => ({
  by: auditOrigin(caller, request.headers),
  now: studio.clock.now(),
});

export async function handleListWebhooks({ studio, caller }: CallerContext): Promise<Response> {
  return Response.json({ endpoints: await listEndpoints(studio.db, caller.userId, studio.clock.now()) });
}

type CreateContext = CallerContext & BodyOf<typeof createWebhookSchema>;

export async function handleCreateWebhook(context: CreateContext): Promise<Response> {
  const { db, deliveries } = context.studio;
  const { url, ...fields } = context.body;
  const { userId } = context.caller;
  const checked = await checkWebhookUrl(url, deliveries);
  const { id: endpointId } = await createEndpoint(db, { userId, url: checked, ...fields, ...byCaller(context) });
  return Response.json(await answerWithSecret(context, { userId, endpointId }), { status: 201 });
}

export async function handleGetWebhook(context: CallerContext & IdParams): Promise<Response> {
  return Response.json(await readOwned(context, ownedEndpoint(context)));
}

type UpdateContext = CallerContext & IdParams & BodyOf<typeof updateWebhookSchema>;

export async function handleUpdateWebhook(context: UpdateContext): Promise<Response> {
  const owned = ownedEndpoint(context);
  await updateEndpoint(context.studio.db, { ...owned, ...context.body, ...byCaller(context) });
  return Response.json(await readOwned(context, owned));
}

export async function handleDeleteWebhook(context: CallerContext & IdParams): Promise<Response> {
  await deleteEndpoint(context.studio.db, { ...ownedEndpoint(context), ...byCaller(context) });
  return new Response(null, { status: 204 });
}

export async function handleRotateWebhookSecret(context: CallerContext & IdParams): Promise<Response> {
  const owned = ownedEndpoint(context);
  await rotateSecret(context.studio.db, { ...owned, ...byCaller(context) });
  return Response.json(await answerWithSecret(context, owned));
}

const ownedEndpoint = ({ caller, params }: CallerContext & IdParams): Owned => ({
  userId: caller.userId,
  endpointId: params.id,
});

const readOwned = ({ studio }: RequestContext, owned: Owned) =>
  readEndpoint(studio.db, { ...owned, now: studio.clock.now() });

/** The secret is in this answer, when it is new, and in no other. */
async function answerWithSecret(context: RequestContext, owned: Owned): Promise<WebhookSecretAnswer> {
  const { db, settings } = context.studio;
  const { secretVersion } = await findEndpoint(db, owned.userId, owned.endpointId);
  const secret = deriveSigningSecret(settings.WEBHOOK_SECRET, owned.endpointId, secretVersion);
  return { endpoint: await readOwned(context, owned), secret };
}
