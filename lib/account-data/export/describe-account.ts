import "server-only";
import type { Db } from "../../db/client";

/**
 * What the account is besides its photos: profile, sessions, keys, connected sign-ins, webhooks. Nothing that opens anything is in it:
 * no password, no secret of a key, a webhook or the second factor.
 */
export async function describeAccount(db: Db, userId: string): Promise<object> {
  const where = { userId };
  const oldestFirst = { createdAt: "asc" as const };
  const [profile, sessions, apiKeys, connectedSignIns, webhooks, exports] = await Promise.all([
    db.user.findUniqueOrThrow({
      where: { id: userId },
      omit: { passwordHash: true, totpSecret: true, totpLastStep: true },
    }),
    db.session.findMany({ where, orderBy: oldestFirst, omit: { userId: true } }),
    db.apiKey.findMany({ where, orderBy: oldestFirst, omit: { userId: true, hash: true } }),
    db.connectedSignIn.findMany({ where, orderBy: oldestFirst, omit: { userId: true } }),
    db.webhookEndpoint.findMany({ where, orderBy: oldestFirst, omit: { userId: true } }),
    db.dataExport.findMany({ where, orderBy: oldestFirst, select: { id: true, state: true, createdAt: true } }),
  ]);
  return { profile, sessions, apiKeys, connectedSignIns, webhooks, exports };
}

/** What the account bought, or set out to buy, oldest first. */
export const describePurchases = (db: Db, userId: string): Promise<object[]> =>
  db.purchase.findMany({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    omit: { userId: true, stripeSessionId: true, stripePaymentIntentId: true, stripeChargeId: true },
  });
