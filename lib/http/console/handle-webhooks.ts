import "server-only";
import { createWebhookSchema, updateWebhookSchema, type WebhookSecretAnswer } from "../../contract/webhooks";
import { deleteEndpoint, rotateSecret, updateEndpoint } from "../../webhooks/endpoints/change-endpoint";
import { checkWebhookUrl } from "../../webhooks/endpoints/check-webhook-url";
import { createEndpoint } from "../../webhooks/endpoints/create-endpoint";
import { findEndpoint, listEndpoints, readEndpoint } from "../../webhooks/endpoints/read-endpoints";
import { deriveSigningSecret } from "../../webhooks/endpoints/signing-secret";
import { sessionCaller } from "../auth/session-caller";
import { checkRate } from "../route/check-rate";
import { readJson } from "../route/read-json";
import type { RequestContext } from "../route/request-context";

type Owned = { userId: string; endpointId: string };

export async function handleListWebhooks(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { db, clock } = context.studio;
  return Response.json({ endpoints: await listEndpoints(db, userId, clock.now()) });
}

export async function handleCreateWebhook(context: RequestContext): Promise<Response> {
  const caller = await sessionCaller(context);
  // Each one may ask the DNS.
  await checkRate(context, caller);
  const { db, clock, deliveries } = context.studio;
  const { url, ...fields } = await readJson(context.request, createWebhookSchema);
  const { userId } = caller;
  const checked = await checkWebhookUrl(url, deliveries);
  const { id: endpointId } = await createEndpoint(db, { userId, url: checked, ...fields, now: clock.now() });
  return Response.json(await answerWithSecret(context, { userId, endpointId }), { status: 201 });
}

export async function handleGetWebhook(context: RequestContext): Promise<Response> {
  return Response.json(await readOwned(context, await ownedEndpoint(context)));
}

export async function handleUpdateWebhook(context: RequestContext): Promise<Response> {
  const owned = await ownedEndpoint(context);
  const { db, clock } = context.studio;
  await updateEndpoint(db, { ...owned, ...(await readJson(context.request, updateWebhookSchema)), now: clock.now() });
  return Response.json(await readOwned(context, owned));
}

export async function handleDeleteWebhook(context: RequestContext): Promise<Response> {
  const { userId, endpointId } = await ownedEndpoint(context);
  await deleteEndpoint(context.studio.db, userId, endpointId);
  return new Response(null, { status: 204 });
}

export async function handleRotateWebhookSecret(context: RequestContext): Promise<Response> {
  const owned = await ownedEndpoint(context);
  const { db, clock } = context.studio;
  await rotateSecret(db, { ...owned, now: clock.now() });
  return Response.json(await answerWithSecret(context, owned));
}

const ownedEndpoint = async (context: RequestContext): Promise<Owned> => ({
  userId: (await sessionCaller(context)).userId,
  endpointId: String(context.params.id),
});

const readOwned = ({ studio }: RequestContext, owned: Owned) =>
  readEndpoint(studio.db, { ...owned, now: studio.clock.now() });

/** The secret is told here and nowhere else: when it is new. */
async function answerWithSecret(context: RequestContext, owned: Owned): Promise<WebhookSecretAnswer> {
  const { db, settings } = context.studio;
  const { secretVersion } = await findEndpoint(db, owned.userId, owned.endpointId);
  const secret = deriveSigningSecret(settings.WEBHOOK_SECRET, owned.endpointId, secretVersion);
  return { endpoint: await readOwned(context, owned), secret };
}
