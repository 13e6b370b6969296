import "server-only";
import type { Db } from "../db/client";
import type { User } from "../generated/prisma/client";
import { verifyPassword } from "./password";

/** The user these belong to, or null: the same answer, after the same work, for an unknown e-mail and a wrong password. */
export async function checkPassword(db: Db, email: string, password: string): Promise<User | null> {
  const user = await db.user.findUnique({ where: { email } });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  return right ? user : null;
}
