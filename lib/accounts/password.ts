import "server-only";
import { hash, verify } from "@node-rs/argon2";
import type { Db } from "../db/client";
import type { User } from "../generated/prisma/client";
import { findUserByEmail } from "./find-users";
import { type PasswordLine, waitForPasswordTurn } from "./password-queue";

// OWASP's smallest argon2id setting: 19 MiB, two passes, one lane. Argon2id is the library's default algorithm.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const hashNow = (password: string): Promise<string> => hash(password, cost);

/** @throws {AppError} over_capacity */
export const hashPassword = (password: string, line: PasswordLine = "anyone"): Promise<string> =>
  waitForPasswordTurn(line, () => hashNow(password));

let decoy: Promise<string> | undefined;

/**
 * Whether `password` matches `passwordHash`. Without a hash (no such user, or a guess that is not allowed) it does the same
 * work and returns false, so that the response time does not reveal which it was.
 */
async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashNow("nobody has this password");
  const right = await verify(passwordHash ?? (await decoy), password);
  return passwordHash !== null && right;
}

/** What is decided about a guess: where it waits for its turn and, asked when it is its turn, whether it may succeed. */
export type Guess = { line: PasswordLine; allow(): Promise<boolean> };
const unlimited = async (): Promise<Guess> => ({ line: "anyone", allow: async () => true });

/**
 * The user with this email and password, or null. An unknown email, a wrong password and a guess that `guard` does not allow
 * take the same time. Guesses are counted in `allow`, so no flood makes counters faster than passwords can be checked. Where
 * `guard` gives null, so does this, at once.
 * @throws {AppError} over_capacity
 */
export async function checkPassword(
  db: Db,
  email: string,
  password: string,
  guard: (user: User | null) => Promise<Guess | null> = unlimited,
): Promise<User | null> {
  const user = await findUserByEmail(db, email);
  const guess = await guard(user);
  if (!guess) return null;
  return waitForPasswordTurn(guess.line, async () => {
    const hashToMatch = (await guess.allow()) ? (user?.passwordHash ?? null) : null;
    return (await verifyPassword(hashToMatch, password)) ? user : null;
  });
}
