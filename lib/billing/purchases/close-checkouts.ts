import "server-only";
import type { BillingDeps } from "../billing-deps";
import { callStripe } from "../stripe/call-stripe";

/** An event that could not be applied for so long waits for nobody. */
const longestPendingMs = 7 * 24 * 3_600_000;
/** Stripe ends a payment page by itself after 24 hours; an event of its last moment may take a little. */
const longestOpenMs = 25 * 3_600_000;

/**
 * Ends the account's payment pages that are still open, so that nobody pays for an account that is about to go. False when one may
 * still be paid (Stripe did not answer, or it was paid at this moment), never for longer than 25 hours; and while an event of Stripe
 * waits to be applied, never for longer than a week.
 */
export async function closeCheckouts(deps: BillingDeps, userId: string): Promise<boolean> {
  const { db, clock, log } = deps;
  const since = new Date(clock.now().getTime() - longestOpenMs);
  const open = await db.purchase.findMany({
    where: { userId, status: { in: ["open", "canceled"] }, paidAt: null },
    select: { id: true, stripeSessionId: true, createdAt: true },
  });
  let isClosed = true;
  for (const { id, stripeSessionId, createdAt } of open) {
    if (createdAt > since && stripeSessionId && !(await expireSession(deps, stripeSessionId))) {
      log.warn(
        { purchaseId: id },
        "a payment page could not be ended; the account is deleted when it has ended by itself",
      );
      isClosed = false;
    } else {
      const status = { in: ["open" as const, "canceled" as const] };
      await db.purchase.updateMany({ where: { id, status, paidAt: null }, data: { status: "expired" } });
    }
  }
  if ((await db.purchase.count({ where: { userId } })) === 0) return true;
  const pending = await db.stripeEvent.count({
    where: { appliedAt: null, receivedAt: { gt: new Date(clock.now().getTime() - longestPendingMs) } },
  });
  return isClosed && pending === 0;
}

/** Whether nobody can pay on that page any more. */
async function expireSession({ stripe }: BillingDeps, sessionId: string): Promise<boolean> {
  if (!stripe) return false;
  try {
    const session = await callStripe(() => stripe.checkout.sessions.retrieve(sessionId));
    if (session.status === "open") await callStripe(() => stripe.checkout.sessions.expire(sessionId));
    return session.status !== "complete";
  } catch {
    return false;
  }
}
