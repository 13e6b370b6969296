import "server-only";
import { z } from "zod";
import type { listDeliveriesSchema, testWebhookSchema, WebhookDeliveryDetails } from "../../contract/webhooks";
import { writeBody } from "../../deliveries/write-body";
import { findDelivery } from "../../webhooks/delivery/find-delivery";
import { listDeliveries } from "../../webhooks/delivery/list-deliveries";
import { replayDelivery } from "../../webhooks/delivery/replay-delivery";
import { toAttemptAnswer, toDeliveryAnswer } from "../../webhooks/delivery/to-delivery-answer";
import { findEndpoint } from "../../webhooks/endpoints/read-endpoints";
import { recordTestEvent } from "../../webhooks/events/record-test-event";
import { auditOrigin } from "../auth/callers";
import type { BodyOf, CallerContext, IdParams, ParamsOf, QueryOf } from "../route/endpoint";

export const deliveryParams = z.object({ id: z.string(), delivery: z.string() });
type DeliveryContext = CallerContext & ParamsOf<typeof deliveryParams>;

const addressOf = ({ params, caller }: DeliveryContext) => ({
  userId: caller.userId,
  endpointId: params.id,
  deliveryId: params.delivery,
});

type ListContext = CallerContext & IdParams & QueryOf<typeof listDeliveriesSchema>;

export async function handleListDeliveries({ studio, caller, params, query }: ListContext): Promise<Response> {
  const { id } = await findEndpoint(studio.db, caller.userId, params.id);
  const { rows, nextCursor } = await listDeliveries(studio.db, id, query);
  return Response.json({ deliveries: rows.map(toDeliveryAnswer), nextCursor });
}

export async function handleGetDelivery(context: DeliveryContext): Promise<Response> {
  const { db, deliveries } = context.studio;
  const row = await findDelivery(db, addressOf(context));
  const { type, payload, createdAt: happenedAt } = row.event;
  const details: WebhookDeliveryDetails = {
    ...toDeliveryAnswer(row),
    tries: row.tries.map(toAttemptAnswer),
    body: await writeBody(deliveries, { userId: context.caller.userId, type, payload, happenedAt }),
  };
  return Response.json(details);
}

export async function handleReplayDelivery(context: DeliveryContext): Promise<Response> {
  const { db, clock } = context.studio;
  const address = addressOf(context);
  const { eventId, endpointId } = await findDelivery(db, address);
  const audit = { by: auditOrigin(context.caller, context.request.headers), ...address };
  const deliveryId = await replayDelivery(db, { eventId, endpointId, now: clock.now(), audit });
  return Response.json(toDeliveryAnswer(await findDelivery(db, { ...address, deliveryId })), { status: 201 });
}

type TestContext = CallerContext & IdParams & BodyOf<typeof testWebhookSchema>;

export async function handleTestWebhook({ studio, caller, params, body }: TestContext): Promise<Response> {
  const { userId } = caller;
  const { db, clock } = studio;
  const { id: endpointId } = await findEndpoint(db, userId, params.id);
  const deliveryId = await recordTestEvent(db, { userId, endpointId, type: body.type, now: clock.now() });
  return Response.json(toDeliveryAnswer(await findDelivery(db, { userId, endpointId, deliveryId })), { status: 201 });
}
