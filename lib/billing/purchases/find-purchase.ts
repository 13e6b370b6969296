import "server-only";
import type { Db, Tx } from "../../db/client";
import type { Purchase } from "../../generated/prisma/client";
import type { ChargeFacts, SessionFacts } from "../stripe/stripe-objects";

/**
 * The purchase as it is now, kept from everybody else until the transaction ends. Whatever changes a purchase starts here, so
 * two events about one purchase happen one after the other. Lock order: event, purchase, then the ledger's rows.
 */
export async function lockPurchase(tx: Tx, id: string): Promise<Purchase> {
  await tx.$queryRaw`SELECT id FROM purchases WHERE id = ${id} FOR UPDATE`;
  return tx.purchase.findUniqueOrThrow({ where: { id } });
}

/** The user's purchase, by its own id or by Stripe's session id; null for another's as for none. */
export const findPurchaseOfUser = (db: Db, userId: string, id: string): Promise<Purchase | null> =>
  db.purchase.findFirst({ where: { userId, OR: [{ id }, { stripeSessionId: id }] } });

/**
 * Which purchase a session pays. By its id, else by the metadata, which only our own key can write: client_reference_id can be
 * put on a payment link's address by anybody, so it proves nothing.
 */
export async function findPurchaseOfSession(db: Db | Tx, { id, metadata }: SessionFacts): Promise<string | null> {
  const byId = await db.purchase.findUnique({ where: { stripeSessionId: id }, select: { id: true } });
  if (byId) return byId.id;
  const named = metadata?.purchaseId;
  if (!named) return null;
  const row = await db.purchase.findFirst({ where: { id: named, stripeSessionId: null }, select: { id: true } });
  return row?.id ?? null;
}

export type PaymentIds = Pick<ChargeFacts, "id" | "payment_intent" | "metadata">;

/** Which purchase a charge paid: by the ids we noted, else by the metadata that the charge took over from its payment. */
export async function findPurchaseOfCharge(db: Db | Tx, charge: PaymentIds): Promise<string | null> {
  const { id, payment_intent: intent, metadata } = charge;
  const select = { id: true };
  const noted = { OR: [{ stripeChargeId: id }, ...(intent ? [{ stripePaymentIntentId: intent }] : [])] };
  const row = await db.purchase.findFirst({ where: noted, select });
  if (row) return row.id;
  const named = metadata?.purchaseId;
  if (!named) return null;
  const unnoted = { id: named, stripePaymentIntentId: null, stripeChargeId: null };
  return (await db.purchase.findFirst({ where: unnoted, select }))?.id ?? null;
}
