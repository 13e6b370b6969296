import "server-only";
import { listDeliveriesSchema, testWebhookSchema, type WebhookDeliveryDetails } from "../../contract/webhooks";
import { writeBody } from "../../deliveries/write-body";
import { findDelivery } from "../../webhooks/delivery/find-delivery";
import { listDeliveries } from "../../webhooks/delivery/list-deliveries";
import { replayDelivery } from "../../webhooks/delivery/replay-delivery";
import { toAttemptAnswer, toDeliveryAnswer } from "../../webhooks/delivery/to-delivery-answer";
import { findEndpoint } from "../../webhooks/endpoints/read-endpoints";
import { recordTestEvent } from "../../webhooks/events/record-test-event";
import { sessionCaller } from "../auth/session-caller";
import { checkRate } from "../route/check-rate";
import { readJson, readQuery } from "../route/read-json";
import type { RequestContext } from "../route/request-context";

const addressOf = ({ params }: RequestContext, userId: string) => ({
  userId,
  endpointId: String(params.id),
  deliveryId: String(params.delivery),
});

export async function handleListDeliveries(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { db } = context.studio;
  const { id } = await findEndpoint(db, userId, String(context.params.id));
  const { rows, nextCursor } = await listDeliveries(db, id, readQuery(context.request, listDeliveriesSchema));
  return Response.json({ deliveries: rows.map(toDeliveryAnswer), nextCursor });
}

export async function handleGetDelivery(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { db, deliveries } = context.studio;
  const row = await findDelivery(db, addressOf(context, userId));
  const { type, payload, createdAt: happenedAt } = row.event;
  const details: WebhookDeliveryDetails = {
    ...toDeliveryAnswer(row),
    tries: row.tries.map(toAttemptAnswer),
    body: await writeBody(deliveries, { userId, type, payload, happenedAt }),
  };
  return Response.json(details);
}

export async function handleReplayDelivery(context: RequestContext): Promise<Response> {
  const caller = await sessionCaller(context);
  // Each one calls a foreign address.
  await checkRate(context, caller);
  const { db, clock } = context.studio;
  const address = addressOf(context, caller.userId);
  const { eventId, endpointId } = await findDelivery(db, address);
  const deliveryId = await replayDelivery(db, { eventId, endpointId, now: clock.now() });
  return Response.json(toDeliveryAnswer(await findDelivery(db, { ...address, deliveryId })), { status: 201 });
}

export async function handleTestWebhook(context: RequestContext): Promise<Response> {
  const caller = await sessionCaller(context);
  await checkRate(context, caller);
  const { userId } = caller;
  const { db, clock } = context.studio;
  const { id: endpointId } = await findEndpoint(db, userId, String(context.params.id));
  const { type } = await readJson(context.request, testWebhookSchema);
  const deliveryId = await recordTestEvent(db, { userId, endpointId, type, now: clock.now() });
  return Response.json(toDeliveryAnswer(await findDelivery(db, { userId, endpointId, deliveryId })), { status: 201 });
}
