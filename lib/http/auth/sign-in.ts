import "server-only";
import type { KnownDevice } from "../../accounts/known-device";
import { checkPassword, type Guess } from "../../accounts/password";
import type { User } from "../../generated/prisma/client";
import { readAddressRange } from "../../rate-limit/addresses";
import type { Studio } from "../studio/studio";

type Credentials = { email: string; password: string };
type Visitor = {
  /** From `remoteAddress`. */
  address: string;
  /** What the browser proves, see `readKnownDevices`. */
  devices: KnownDevice[];
};

/**
 * The user with these credentials, or null: for every refusal, so that none says whether the account exists. A device that
 * signed in to the account before has 10 wrong guesses in 15 minutes of its own, which nobody else can use up. All strangers
 * together have 10 in 15 minutes, of which 5 from one address range; what they use up keeps only strangers out. A refused guess
 * costs the time of a wrong one. Only an address past its limit is refused at once, before anything is known about the account.
 * @throws {AppError} over_capacity when too many passwords wait to be checked
 */
export async function checkSignIn(
  { db, limits }: Pick<Studio, "db" | "limits">,
  { email, password }: Credentials,
  { address, devices }: Visitor,
): Promise<User | null> {
  let guess: CountedGuess | null = null;
  const user = await checkPassword(db, email, password, async (found) => {
    const device = devices.find(({ userId }) => userId === found?.id);
    // A known device is not held to the limit of its address: a stranger behind the same one could use that up.
    if (device) guess = guessOfDevice(limits, device);
    else if ((await limits.signInAddress.take(address)).allowed) guess = guessOfStranger(limits, email, address);
    return guess;
  });
  if (user) await forget(guess);
  return user;
}

/** `forget` takes the guess out of the count again: it was right. */
type CountedGuess = Guess & { forget(): Promise<void> };
type Limits = Studio["limits"];

const forget = async (guess: CountedGuess | null) => guess?.forget();

function guessOfDevice({ signInDevice }: Limits, { userId, deviceId }: KnownDevice): CountedGuess {
  const key = `${userId} ${deviceId}`;
  return {
    line: "known",
    allow: async () => (await signInDevice.take(key)).allowed,
    forget: () => signInDevice.reset(key),
  };
}

function guessOfStranger({ signInRange, signInAccount }: Limits, email: string, address: string): CountedGuess {
  const rangeKey = `${readAddressRange(address)} ${email}`;
  return {
    line: "anyone",
    // One after the other: what a range may not guess any more must not be counted against the account.
    allow: async () => (await signInRange.take(rangeKey)).allowed && (await signInAccount.take(email)).allowed,
    forget: async () => {
      await signInRange.giveBack(rangeKey);
      await signInAccount.giveBack(email);
    },
  };
}
