import "server-only";
import { readBillingStatus, setLowCreditThreshold } from "../../billing/billing-status";
import { findPurchaseOfUser } from "../../billing/purchases/find-purchase";
import { listPurchases, toPurchaseAnswer } from "../../billing/purchases/list-purchases";
import { startCheckout } from "../../billing/purchases/start-checkout";
import { openPortal } from "../../billing/stripe/open-portal";
import type { checkoutRequestSchema, lowCreditRequestSchema } from "../../contract/billing";
import { AppError } from "../../errors/app-error";
import { auditOrigin } from "../auth/callers";
import { refuseLeaving } from "../route/check-service-open";
import type { BodyOf, CallerContext, IdParams } from "../route/endpoint";
import { requestOrigin } from "../studio/request-origin";

export async function handleBillingStatus({ studio, caller }: CallerContext): Promise<Response> {
  return Response.json(await readBillingStatus(studio.billing, caller.userId));
}

export async function handleListPurchases({ studio, caller }: CallerContext): Promise<Response> {
  return Response.json({ purchases: await listPurchases(studio.db, caller.userId) });
}

/**
 * The page that Stripe sends people back to reads this again and again. Another person's purchase answers like none.
 * @throws {AppError} not_found
 */
export async function handleGetPurchase({ studio, caller, params }: CallerContext & IdParams): Promise<Response> {
  const row = await findPurchaseOfUser(studio.db, caller.userId, params.id);
  if (!row) throw new AppError("not_found", { detail: "You have no purchase with this id." });
  return Response.json(toPurchaseAnswer(row));
}

type CheckoutContext = CallerContext & BodyOf<typeof checkoutRequestSchema>;

/** @throws {AppError} account_suspended, pack_unknown, payments_off, payment_provider_error */
export async function handleCheckout({ request, studio, caller, body }: CheckoutContext): Promise<Response> {
  refuseLeaving(caller);
  const origin = requestOrigin(request.headers);
  const checkout = { ...body, userId: caller.userId, origin, by: auditOrigin(caller, request.headers) };
  return Response.json(await startCheckout(studio.billing, checkout));
}

export async function handlePortal({ request, studio, caller }: CallerContext): Promise<Response> {
  return Response.json(await openPortal(studio.billing, caller.userId, requestOrigin(request.headers)));
}

type LowCreditContext = CallerContext & BodyOf<typeof lowCreditRequestSchema>;

export async function handleLowCredit({ studio, caller, body }: LowCreditContext): Promise<Response> {
  const { threshold } = body;
  await setLowCreditThreshold(studio.db, { userId: caller.userId, threshold, now: studio.clock.now() });
  return Response.json({ threshold });
}
