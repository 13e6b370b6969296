import "server-only";
import type { Logger } from "pino";
import type { Db } from "../../db/client";
import type { Settings } from "../../env/settings-schema";
import { membership } from "../../instances/join-studio";
import { onStop } from "../../lifecycle/stop-hooks";
import { createDatabaseRateLimit } from "../../rate-limit/database-rate-limit";
import type { LimitOptions, RateLimit } from "../../rate-limit/rate-limit";
import { openRedisCounts } from "../../rate-limit/redis-rate-limit";

/** What somebody may do so and so often, counted over all instances of the studio. */
export type Limits = {
  key: RateLimit;
  account: RateLimit;
  testJobs: RateLimit;
  inspections: RateLimit;
  /** Photos that are fetched or previewed before they are sent. */
  intake: RateLimit;
  /** Every write to next-auth, before its body is read. */
  authAddress: RateLimit;
  /** Guesses of strangers: for one account, and of one address range for one account. */
  signInAccount: RateLimit;
  signInRange: RateLimit;
  /** Guesses of one device that signed in to the account before. */
  signInDevice: RateLimit;
  signInAddress: RateLimit;
  signUpAddress: RateLimit;
  /** Requests for a new password, links that confirm an address, and their uses: of one address range. */
  resetAddress: RateLimit;
  /** Links that are mailed to one address because somebody asks for them. */
  resetEmail: RateLimit;
  /** Sample photos that guests let the studio color. */
  samples: RateLimit;
};

type LimitSetting = "KEY_REQUESTS_PER_MINUTE" | "ACCOUNT_REQUESTS_PER_MINUTE" | "TEST_JOBS_PER_DAY";

/** Counted in Redis where there is one, else in memory by an instance that is alone, else in the database. */
export function createLimits(settings: Settings, { db, log }: { db: Db; log: Logger }): Limits {
  const create = chooseCounts(settings, { db, log });
  const perMinute = (name: string, limit: number) => create({ name, limit, windowSeconds: 60 });
  const perQuarterHour = (name: string, limit: number) => create({ name, limit, windowSeconds: 15 * 60 });
  /** With the setting as it is at each request. */
  const asSet = (name: string, setting: LimitSetting, windowSeconds = 60) =>
    create({
      name,
      windowSeconds,
      get limit() {
        return settings[setting];
      },
    });
  return {
    key: asSet("key", "KEY_REQUESTS_PER_MINUTE"),
    account: asSet("account", "ACCOUNT_REQUESTS_PER_MINUTE"),
    testJobs: asSet("test jobs", "TEST_JOBS_PER_DAY", 24 * 3600),
    inspections: asSet("inspections", "ACCOUNT_REQUESTS_PER_MINUTE"),
    intake: asSet("intake", "ACCOUNT_REQUESTS_PER_MINUTE"),
    authAddress: perMinute("auth address", 60),
    // A person mistypes a few times; a guessing machine is stopped. No network can use up an account's guesses alone, and
    // nobody can use up those of a device that the account's owner signed in with.
    signInAccount: perQuarterHour("sign-in account", 10),
    signInRange: perQuarterHour("sign-in range", 5),
    signInDevice: perQuarterHour("sign-in device", 10),
    signInAddress: perMinute("sign-in address", 20),
    signUpAddress: perMinute("sign-up address", 10),
    resetAddress: perQuarterHour("reset address", 30),
    // Nobody's mailbox is flooded. Who uses up a stranger's has sent them five links that work.
    resetEmail: create({ name: "reset email", limit: 5, windowSeconds: 3600 }),
    samples: perMinute("samples", 20),
  };
}

function chooseCounts(
  { REDIS_URL, AUTH_SECRET: secret }: Settings,
  { db, log }: { db: Db; log: Logger },
): (options: LimitOptions) => RateLimit {
  if (REDIS_URL) {
    const counts = openRedisCounts(REDIS_URL, { log, secret });
    onStop("redis", () => counts.close());
    return counts.createRateLimit;
  }
  // Who never entered the studio, a test for instance, has nobody beside it.
  const isAlone = () => membership()?.isAlone() ?? true;
  return (options) => createDatabaseRateLimit({ db, isAlone, secret }, options);
}
