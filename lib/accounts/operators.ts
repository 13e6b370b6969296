import "server-only";
import { type AuditOrigin, writeAudit } from "../audit/write-audit";
import { type Db, inTransaction, type Tx } from "../db/client";
import { AppError } from "../errors/app-error";

/** Those who can sign in as one: neither suspended nor about to be deleted. */
const working = { role: "operator", suspendedAt: null, deleteRequestedAt: null } as const;

export const hasOperator = async (db: Db | Tx): Promise<boolean> => (await db.user.count({ where: working })) > 0;

/**
 * Whether the studio would be without an operator if this account were none: ask before it is suspended, demoted or deleted, in the
 * same transaction. Until that ends nobody else can take an operator away, so of two who demote each other one stays.
 */
export async function isLastOperator(tx: Tx, userId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users
    WHERE role = 'operator' AND "suspendedAt" IS NULL AND "deleteRequestedAt" IS NULL ORDER BY id FOR UPDATE`;
  return rows.length === 1 && rows[0]?.id === userId;
}

type Change = { userId: string; role: "operator" | "customer"; at: Date };

/**
 * Makes the account an operator's or a customer's, from its next request on. False when it was that already.
 * @throws {AppError} not_found, last_operator
 */
export async function changeRole(db: Db, { userId, role, at }: Change, origin: AuditOrigin): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (role === "customer" && (await isLastOperator(tx, userId))) {
      throw new AppError("last_operator", {
        detail: "This is the only account that runs the studio. Make somebody else an operator first.",
      });
    }
    const { count } = await tx.user.updateMany({ where: { id: userId, role: { not: role } }, data: { role } });
    if (count === 1) await writeAudit(tx, origin, { action: "role_changed", userId, details: { role }, at });
    else if ((await tx.user.count({ where: { id: userId } })) === 0)
      throw new AppError("not_found", { detail: "There is no such account." });
    return count === 1;
  });
}

/**
 * Whether an account that `tx` creates next is the studio's first: whoever sets up a closed studio runs it. Others that are being
 * created wait for the answer's transaction, so only one is the first.
 */
export async function isFirstAccount(tx: Tx): Promise<boolean> {
  const isEmpty = async () => (await tx.user.findFirst({ select: { id: true } })) === null;
  if (!(await isEmpty())) return false;
  await tx.$executeRaw`LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`;
  return isEmpty();
}
