import { createUser } from "../../lib/accounts/create-user";
import type { Db } from "../../lib/db/client";
import { createPublicId } from "../../lib/db/public-id";
import type { User } from "../../lib/generated/prisma/client";

/** Somebody with an account; each call makes another one. The password is "correct horse battery". */
export function createUserWithCredits(db: Db, credits: number, email = uniqueEmail()): Promise<User> {
  return createUser(db, { email, password: "correct horse battery", credits });
}

const uniqueEmail = () => `${createPublicId("usr").toLowerCase()}@example.org`;
