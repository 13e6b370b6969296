import "server-only";
import { type Sql, sql, type Tx } from "../../db/client";

// Stripe's events name the person who paid: email, name, address. So do its pages of receipt and invoice, which anybody may open who
// has their address. Both are kept as they came, until the account is deleted.

/** What is left of an event that was applied: that it was, and when. */
const withoutPerson: Sql = sql`jsonb_build_object('id', payload->'id', 'type', payload->'type', 'created', payload->'created',
  'livemode', payload->'livemode', 'data', '{"object": {}}'::jsonb, 'forgotten', true)`;

const withoutPapers = { receiptUrl: null, invoiceUrl: null };

/**
 * Takes what is about the person out of the events of the account's payments, and the addresses of their papers out of its purchases,
 * which stay for the books. Every purchase is locked by it, so that nobody writes such an address until the account is gone.
 */
export async function forgetPayer(tx: Tx, userId: string): Promise<void> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { stripeCustomerId: true, email: true } });
  const purchases = await tx.purchase.findMany({
    where: { userId },
    select: { id: true, stripeSessionId: true, stripePaymentIntentId: true, stripeChargeId: true },
  });
  const names = [userId, user?.stripeCustomerId, user?.email, ...purchases.flatMap((row) => Object.values(row))];
  const patterns = names.flatMap((name) => (name ? [`%${name.replace(/[\\%_]/g, "\\$&")}%`] : []));
  await tx.$executeRaw`
    UPDATE stripe_events SET payload = ${withoutPerson}, failure = NULL WHERE payload::text ILIKE ANY (${patterns})`;
  await tx.purchase.updateMany({ where: { userId }, data: withoutPapers });
}

/** The same for an event that comes when the account is gone. Call it when the event is applied. */
export async function forgetLatePayer(tx: Tx, eventId: string, purchaseId: string): Promise<void> {
  const { userId } = await tx.purchase.findUniqueOrThrow({ where: { id: purchaseId }, select: { userId: true } });
  if ((await tx.user.count({ where: { id: userId } })) > 0) return;
  await tx.$executeRaw`UPDATE stripe_events SET payload = ${withoutPerson} WHERE id = ${eventId}`;
  await tx.purchase.update({ where: { id: purchaseId }, data: withoutPapers });
}
