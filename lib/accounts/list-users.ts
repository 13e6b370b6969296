import "server-only";
import { readAllBalances } from "../credits/read-balance";
import type { Db } from "../db/client";

export type UserLine = { userId: string; email: string; createdAt: Date; available: number; held: number };

/** Everybody with an account and their credits, oldest first. */
export async function listUsers(db: Db): Promise<UserLine[]> {
  const [users, balances] = await Promise.all([
    db.user.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
    readAllBalances(db),
  ]);
  return users.map(({ id, email, createdAt }) => {
    const { available = 0, held = 0 } = balances.get(id) ?? {};
    return { userId: id, email, createdAt, available, held };
  });
}
