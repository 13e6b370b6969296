import { createUser } from "../../lib/accounts/create-user";
import { grantCredits } from "../../lib/credits/ledger";
import { type Db, inTransaction } from "../../lib/db/client";
import { createPublicId } from "../../lib/db/public-id";
import type { User } from "../../lib/generated/prisma/client";

/** Somebody with an account; each call makes another one. The password is "correct horse battery". */
export function createUserWithCredits(db: Db, credits: number, email = uniqueEmail()): Promise<User> {
  return createUser(db, { email, password: "correct horse battery", credits });
}

const uniqueEmail = () => `${createPublicId("usr").toLowerCase()}@example.org`;

/** A purchase that nobody has paid yet, at 10 cents a credit. Returns its id. */
export async function createPurchase(db: Db, userId: string, credits: number): Promise<string> {
  const id = createPublicId("pur");
  const pack = { packId: "test", packName: "Test", credits, priceCents: credits * 10, currency: "eur" };
  await db.purchase.create({ data: { id, userId, ...pack, status: "open" } });
  return id;
}

/** Marks a purchase as paid and grants its credits, both or neither. False when it was paid before. */
export function payPurchase(db: Db, id: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const purchase = await tx.purchase.findUniqueOrThrow({ where: { id } });
    const { userId, credits, packName: reason } = purchase;
    const granted = await grantCredits(tx, { userId, credits, reason, source: "purchased", purchaseId: id });
    if (granted) await tx.purchase.update({ where: { id }, data: { status: "paid", paidAt: new Date() } });
    return granted;
  });
}

/** A paid purchase of `credits`. Returns its id. */
export async function buyCredits(db: Db, userId: string, credits: number): Promise<string> {
  const id = await createPurchase(db, userId, credits);
  await payPurchase(db, id);
  return id;
}
