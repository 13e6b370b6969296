import "server-only";
import type { Db } from "../db/client";
import type { User } from "../generated/prisma/client";

/** By e-mail in lower case; null when there is none. */
export const findUserByEmail = (db: Db, email: string): Promise<User | null> =>
  db.user.findUnique({ where: { email } });
