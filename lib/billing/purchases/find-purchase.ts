import "server-only";
import type { Db, Tx } from "../../db/client";
import type { Purchase } from "../../generated/prisma/client";
import type { ChargeFacts, SessionFacts } from "../stripe/stripe-objects";

/**
 * Reads the purchase and locks its row until the transaction ends. Every change of a purchase must start here, so that two events
 * about one purchase are applied one after the other. Lock order: event, purchase, then the ledger's rows.
 */
export async function lockPurchase(tx: Tx, id: string): Promise<Purchase> {
  await tx.$queryRaw`SELECT id FROM purchases WHERE id = ${id} FOR UPDATE`;
  return tx.purchase.findUniqueOrThrow({ where: { id } });
}

/** The user's purchase by its id or by the id of its Stripe session; null for another user's purchase. */
export const findPurchaseOfUser = (db: Db, userId: string, id: string): Promise<Purchase | null> =>
  db.purchase.findFirst({ where: { userId, OR: [{ id }, { stripeSessionId: id }] } });

/**
 * The id of the purchase that a checkout session pays, found by the session's id or else by its metadata. Only this studio's key
 * can write metadata; client_reference_id can be set by anybody through a payment link, so it is not trusted.
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

/** The id of the purchase that a charge paid, found by the recorded ids or else by the metadata copied from its payment. */
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
