import "server-only";
import type Stripe from "stripe";
import type { BillingDeps } from "../billing-deps";
import { callStripe, isMissingAtStripe } from "./call-stripe";

type Owner = { id: string; email: string; stripeCustomerId: string | null };
type Deps = Pick<BillingDeps, "db"> & { stripe: Stripe };

/**
 * Runs `work` with the user's Stripe customer, which is created on first use and kept. If Stripe no longer knows the customer
 * (deleted there, or the keys belong to another account now), it is replaced and `work` runs once more.
 * @throws {AppError} payment_provider_error
 */
export async function withCustomer<T>(
  deps: Deps,
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

const findOwner = ({ db }: Deps, id: string): Promise<Owner> =>
  db.user.findUniqueOrThrow({ where: { id }, select: { id: true, email: true, stripeCustomerId: true } });

/** Concurrent calls get the same customer: the idempotency key ensures it at Stripe, the check of the old value in the row. */
async function createCustomer({ db, stripe }: Deps, { id, email, stripeCustomerId: old }: Owner): Promise<string> {
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
