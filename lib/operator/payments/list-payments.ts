import "server-only";
import type { PurchaseStatus } from "../../contract/billing";
import type { Db } from "../../db/client";
import { behind, newestFirst, pageOf } from "../page-of-rows";

export type PurchaseFilter = { userId?: string; status?: PurchaseStatus; cursor?: string; limit: number };

/** The purchases of all accounts, the newest first, each with the address of its account while that is there. */
export async function listAllPurchases(db: Db, { cursor, limit, ...filter }: PurchaseFilter) {
  const where = { ...filter, ...behind(cursor) };
  const found = await db.purchase.findMany({ where, orderBy: newestFirst, take: limit + 1 });
  const { rows, nextCursor } = pageOf(found, limit);
  const ids = rows.map(({ userId }) => userId);
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } });
  const emails = new Map(users.map(({ id, email }) => [id, email]));
  return { rows: rows.map((row) => ({ ...row, email: emails.get(row.userId) ?? null })), nextCursor };
}

const facts = { id: true, type: true, createdAt: true, receivedAt: true, appliedAt: true, failure: true } as const;
const shownEvents = 50;

/** What Stripe told last, and all that could not be applied yet. Without what it says, which names people. */
export async function listStripeEvents(db: Db) {
  const [waiting, latest] = await Promise.all([
    db.stripeEvent.findMany({
      where: { appliedAt: null },
      orderBy: { createdAt: "asc" },
      take: shownEvents,
      select: facts,
    }),
    db.stripeEvent.findMany({
      where: { appliedAt: { not: null } },
      orderBy: { createdAt: "desc" },
      take: shownEvents,
      select: facts,
    }),
  ]);
  return { waiting, latest };
}
