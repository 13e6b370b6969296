import "server-only";
import { z } from "zod";
import { enableEndpoint, replayAnyDelivery } from "../../../operator/webhooks/all-webhooks";
import { auditOrigin } from "../../auth/callers";
import type { CallerContext, IdParams, ParamsOf } from "../../route/endpoint";

/** @throws {AppError} not_found */
export async function handleEnableEndpoint({ studio, caller, request, params }: CallerContext & IdParams) {
  await enableEndpoint(studio, auditOrigin(caller, request.headers), params.id);
  return new Response(null, { status: 204 });
}

export const anyDeliveryParams = z.object({ id: z.string(), delivery: z.string() });

/** @throws {AppError} not_found */
export async function handleReplayAnyDelivery(context: CallerContext & ParamsOf<typeof anyDeliveryParams>) {
  const { studio, caller, request, params } = context;
  const by = auditOrigin(caller, request.headers);
  const which = { endpointId: params.id, deliveryId: params.delivery };
  return Response.json({ id: await replayAnyDelivery(studio, by, which) }, { status: 201 });
}
