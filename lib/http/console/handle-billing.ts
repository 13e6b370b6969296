import "server-only";
import { readBillingStatus, setLowCreditThreshold } from "../../billing/billing-status";
import { findPurchaseOfUser } from "../../billing/purchases/find-purchase";
import { listPurchases, toPurchaseAnswer } from "../../billing/purchases/list-purchases";
import { startCheckout } from "../../billing/purchases/start-checkout";
import { openPortal } from "../../billing/stripe/open-portal";
import { checkoutRequestSchema, lowCreditRequestSchema } from "../../contract/billing";
import { AppError } from "../../errors/app-error";
import { sessionCaller } from "../auth/session-caller";
import { checkRate } from "../route/check-rate";
import { readJson } from "../route/read-json";
import type { RequestContext } from "../route/request-context";
import { requestOrigin } from "../route/request-origin";

export async function handleBillingStatus(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  return Response.json(await readBillingStatus(context.studio.billing, userId));
}

export async function handleListPurchases(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  return Response.json({ purchases: await listPurchases(context.studio.db, userId) });
}

/** What the page that Stripe sends people back to asks again and again. Another person's purchase answers like none. */
export async function handleGetPurchase(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const row = await findPurchaseOfUser(context.studio.db, userId, String(context.params.id));
  if (!row) throw new AppError("not_found", { detail: "You have no purchase with this id." });
  return Response.json(toPurchaseAnswer(row));
}

export async function handleCheckout(context: RequestContext): Promise<Response> {
  const caller = await sessionCaller(context);
  // Each one makes objects at Stripe.
  await checkRate(context, caller);
  const { packId } = await readJson(context.request, checkoutRequestSchema);
  const origin = requestOrigin(context.request.headers);
  return Response.json(await startCheckout(context.studio.billing, { userId: caller.userId, packId, origin }));
}

export async function handlePortal(context: RequestContext): Promise<Response> {
  const caller = await sessionCaller(context);
  await checkRate(context, caller);
  const origin = requestOrigin(context.request.headers);
  return Response.json(await openPortal(context.studio.billing, caller.userId, origin));
}

export async function handleLowCredit(context: RequestContext): Promise<Response> {
  const { userId } = await sessionCaller(context);
  const { threshold } = await readJson(context.request, lowCreditRequestSchema);
  await setLowCreditThreshold(context.studio.db, { userId, threshold, now: context.studio.clock.now() });
  return Response.json({ threshold });
}
