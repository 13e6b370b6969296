import "server-only";
import { readBalances } from "../credits/read-balance";
import type { Db } from "../db/client";
import type { User } from "../generated/prisma/client";

/** @param email in lower case */
export const findUserByEmail = (db: Db, email: string): Promise<User | null> =>
  db.user.findUnique({ where: { email } });

export type UserLine = { userId: string; email: string; createdAt: Date; available: number; held: number };

/** All accounts with their credits, oldest first. */
export async function listUsers(db: Db): Promise<UserLine[]> {
  const [users, balances] = await Promise.all([
    db.user.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
    readBalances(db),
  ]);
  return users.map(({ id, email, createdAt }) => {
    const { available = 0, held = 0 } = balances.get(id) ?? {};
    return { userId: id, email, createdAt, available, held };
  });
}
