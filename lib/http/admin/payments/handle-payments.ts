import "server-only";
import type { reconcileSchema } from "../../../contract/admin/upkeep-requests";
import { refundPurchase, replayEvent } from "../../../operator/payments/change-payments";
import { reconcilePayments } from "../../../operator/payments/reconcile-payments";
import { auditOrigin } from "../../auth/callers";
import type { BodyOf, CallerContext, IdParams } from "../../route/endpoint";

/** @throws {AppError} payments_off, payment_provider_error */
export async function handleReconcile({
  studio,
  caller,
  request,
  body,
}: CallerContext & BodyOf<typeof reconcileSchema>) {
  return Response.json(await reconcilePayments(studio.billing, auditOrigin(caller, request.headers), body.days));
}

/** @throws {AppError} not_found */
export async function handleReplayEvent({ studio, caller, request, params }: CallerContext & IdParams) {
  return Response.json(await replayEvent(studio.billing, auditOrigin(caller, request.headers), params.id));
}

/** 202: the credits go when Stripe's event of it is applied. @throws {AppError} not_found, invalid_request, payments_off, payment_provider_error */
export async function handleRefund({ studio, caller, request, params }: CallerContext & IdParams) {
  await refundPurchase(studio.billing, auditOrigin(caller, request.headers), params.id);
  return new Response(null, { status: 202 });
}
