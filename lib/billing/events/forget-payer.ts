import "server-only";
import { type Sql, sql, type Tx } from "../../db/client";

// Stripe's events name the person who paid: email, name, address. They are kept as they came, until the account is deleted.

/** What is left of an event that was applied: that it was, and when. */
const withoutPerson: Sql = sql`jsonb_build_object('id', payload->'id', 'type', payload->'type', 'created', payload->'created',
  'livemode', payload->'livemode', 'data', '{"object": {}}'::jsonb, 'forgotten', true)`;

/** Takes what is about the person out of the events of the account's payments. Purchases stay, for the books. */
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
}

/** The same for an event that comes when the account is gone. Call it when the event is applied. */
export async function forgetLatePayer(tx: Tx, eventId: string, purchaseId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE stripe_events SET payload = ${withoutPerson}
    WHERE id = ${eventId} AND NOT EXISTS (
      SELECT FROM users JOIN purchases ON purchases."userId" = users.id WHERE purchases.id = ${purchaseId}
    )`;
}
