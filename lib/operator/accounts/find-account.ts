import "server-only";
import { findUserByEmail } from "../../accounts/find-users";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { User } from "../../generated/prisma/client";

/** @throws {AppError} not_found */
export async function findAccountByEmail(db: Db, email: string): Promise<User> {
  const user = await findUserByEmail(db, email);
  if (!user) throw new AppError("not_found", { detail: `There is no user ${email}.` });
  return user;
}

/** @throws {AppError} not_found */
export async function findAccount(db: Db, userId: string): Promise<User> {
  const user = await db.user.findUnique({ where: { id: userId } });
  if (!user) throw new AppError("not_found", { detail: "There is no account with this id." });
  return user;
}
