import "server-only";
import { isOwnName, ownNameProblem } from "../contract/own-name";
import { AppError } from "../errors/app-error";
import { singleton } from "../lifecycle/singleton";

/** The dictionary takes 30 ms to unpack and 7 MB to keep, so it is loaded when the first password is set. */
const commonPasswords = (): Promise<ReadonlySet<string>> =>
  singleton("common-passwords", async () => {
    const { dictionary } = await import("@zxcvbn-ts/language-common");
    return new Set(dictionary["passwords-common"]);
  });

/** Endings that are put behind a common password to satisfy a rule: digits and punctuation. */
const ending = /[\d\p{P}\p{S}]+$/u;

/**
 * What every password has to pass when it is set; a password that exists already is never held to it. `param` is the field
 * that a refusal names.
 * @throws {AppError} invalid_request for one of the 49,233 most common passwords, also in capitals or with digits and
 *   punctuation behind it, and for the account's own name
 */
export async function checkNewPassword(password: string, email: string, param = "password"): Promise<void> {
  const refuse = (detail: string) => new AppError("invalid_request", { detail, param });
  if (isOwnName(password, email)) throw refuse(`${ownNameProblem}.`);
  const common = await commonPasswords();
  const lower = password.normalize("NFKC").toLowerCase();
  if (!startsOf(lower).some((start) => common.has(start))) return;
  throw refuse(
    "This is one of the most common passwords and would be guessed soon. Choose another one, such as a few words.",
  );
}

/** A shorter start of digits alone would refuse every number that begins with a common PIN. */
const leastStart = 6;

/** What is left of the password without its ending, or without a part of it: a common password may itself end in digits. */
function startsOf(password: string): string[] {
  const word = password.replace(ending, "");
  const lengths = Array.from({ length: password.length + 1 }, (_, length) => length);
  const longer = lengths.filter((length) => length > word.length && length >= leastStart);
  return [password, word, ...longer.map((length) => password.slice(0, length))];
}
