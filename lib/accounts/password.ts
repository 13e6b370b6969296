import "server-only";
import { hash, verify } from "@node-rs/argon2";
import type { Db } from "../db/client";
import type { User } from "../generated/prisma/client";

// OWASP's smallest argon2id setting: 19 MiB, two passes, one lane. Argon2id is the library's default algorithm.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let decoy: Promise<string> | undefined;

/**
 * Whether `password` matches `passwordHash`. Without a hash (no such user, or one without a password) it does the same work
 * and returns false, so that the response time does not reveal whether the account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const right = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && right;
}

/** The user with this email and password, or null. An unknown email and a wrong password take the same time. */
export async function checkPassword(db: Db, email: string, password: string): Promise<User | null> {
  const user = await db.user.findUnique({ where: { email } });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  return right ? user : null;
}
