import "server-only";
import type { Tx } from "../../db/client";
import type { Purchase } from "../../generated/prisma/client";

/**
 * The purchase as it is now, kept from everybody else until the transaction ends. Whatever changes a purchase starts here, so
 * two events about one purchase happen one after the other. Lock order: event, purchase, then the ledger's rows.
 */
export async function lockPurchase(tx: Tx, id: string): Promise<Purchase> {
  await tx.$queryRaw`SELECT id FROM purchases WHERE id = ${id} FOR UPDATE`;
  return tx.purchase.findUniqueOrThrow({ where: { id } });
}
