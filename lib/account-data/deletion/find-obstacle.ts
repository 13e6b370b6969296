import "server-only";
import type { DeletionAnswer } from "../../contract/accounts/deletion";
import { findUnsettled } from "../../credits/close-account";
import type { Db } from "../../db/client";
import { deletedAt } from "./request-deletion";

/** Why an account cannot be deleted yet, in words for its owner; null when it can. Money that is under way must find its account. */
export async function findObstacle(db: Db, userId: string): Promise<string | null> {
  const [{ frozen, disputes }, processing] = await Promise.all([
    findUnsettled(db, userId),
    db.purchase.count({ where: { userId, status: "processing", paidAt: null } }),
  ]);
  if (frozen > 0 || disputes > 0) return "A payment is disputed. The account is deleted when the dispute is settled.";
  if (processing > 0) return "A payment is under way. The account is deleted when it is through.";
  return null;
}

/** Whether and when the account goes, for its owner. */
export async function describeDeletion(db: Db, userId: string): Promise<DeletionAnswer> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { deleteRequestedAt: true } });
  if (!user?.deleteRequestedAt) return { deletedAt: null, waitsFor: null };
  return { deletedAt: deletedAt(user.deleteRequestedAt).toISOString(), waitsFor: await findObstacle(db, userId) };
}
