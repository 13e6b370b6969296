import "server-only";
import pLimit, { type LimitFunction } from "p-limit";
import { AppError } from "../errors/app-error";
import { singleton } from "../lifecycle/singleton";

/** `known`: a device that signed in to the account before. `anyone`: everybody else, and everything that makes an account. */
export type PasswordLine = "known" | "anyone";

/** At 20 to 40 ms each, the last one in line waits about two seconds. */
const maxWaiting = 64;

/**
 * One hash at a time in each line: a hash takes a core and 19 MiB for tens of milliseconds, and a flood of guesses must leave
 * the rest to the photos. Known devices have their own line, which nobody can fill without having signed in.
 */
const lines = () =>
  singleton("password-lines", (): Record<PasswordLine, LimitFunction> => ({ known: pLimit(1), anyone: pLimit(1) }));

/**
 * Runs `work` when it is its turn, in order of arrival.
 * @throws {AppError} over_capacity when 64 wait in this line already
 */
export async function waitForPasswordTurn<T>(line: PasswordLine, work: () => Promise<T>): Promise<T> {
  const turns = lines()[line];
  if (turns.pendingCount >= maxWaiting) {
    throw new AppError("over_capacity", {
      detail: "Too many passwords are being checked at this moment. Try again in a few seconds; nothing was changed.",
      retryAfterSeconds: 5,
    });
  }
  return turns(work);
}
