import "server-only";
import type Stripe from "stripe";
import type { BillingDeps } from "../billing-deps";
import { callStripe, isMissingAtStripe } from "./call-stripe";

type Owner = { id: string; email: string; stripeCustomerId: string | null };
type Tools = Pick<BillingDeps, "db"> & { stripe: Stripe };

/**
 * Runs `work` with the user's customer at Stripe, made on first use and kept. One that Stripe no longer knows (deleted there,
 * or the keys now belong to another account) is replaced, once.
 * @throws {AppError} payment_provider_error
 */
export async function withCustomer<T>(
  deps: Tools,
  userId: string,
  work: (owner: Owner, customerId: string) => Promise<T>,
) {
  const owner = await findOwner(deps, userId);
  const customerId = owner.stripeCustomerId ?? (await createCustomer(deps, owner));
  try {
    return await work(owner, customerId);
  } catch (error) {
    if (!isMissingAtStripe(error, "customer")) throw error;
    return work(owner, await createCustomer(deps, { ...owner, stripeCustomerId: customerId }));
  }
}

const findOwner = ({ db }: Tools, id: string): Promise<Owner> =>
  db.user.findUniqueOrThrow({ where: { id }, select: { id: true, email: true, stripeCustomerId: true } });

/** Of several that run at once, all get the same customer: Stripe by the idempotency key, the row by its old value. */
async function createCustomer({ db, stripe }: Tools, { id, email, stripeCustomerId: old }: Owner): Promise<string> {
  const created = await callStripe(() =>
    stripe.customers.create(
      { email, metadata: { userId: id } },
      { idempotencyKey: `customer:${id}:${old ?? "first"}` },
    ),
  );
  await db.user.updateMany({ where: { id, stripeCustomerId: old }, data: { stripeCustomerId: created.id } });
  const row = await db.user.findUniqueOrThrow({ where: { id }, select: { stripeCustomerId: true } });
  return row.stripeCustomerId ?? created.id;
}
