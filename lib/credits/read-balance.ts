import "server-only";
import type { Balance } from "../contract/answers";
import type { Db, Tx } from "../db/client";

/** What the user can spend now and what running jobs hold, in credits. Zeros for a user who never had any. */
export async function readBalance(db: Db | Tx, userId: string): Promise<Balance> {
  const row = await db.creditBalance.findUnique({ where: { userId } });
  return { available: row?.available ?? 0, held: row?.held ?? 0 };
}
