import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createLog } from "../log/log";
import { hasRedis, startRedis, type TestRedis } from "../testing/redis";
import { setUpDatabase } from "../testing/set-up";
import { createDatabaseRateLimit, deleteOldCounts } from "./database-rate-limit";
import { createMemoryRateLimit, type LimitOptions, type RateLimit } from "./rate-limit";
import { openRedisCounts, type RedisCounts } from "./redis-rate-limit";

type Place = {
  create(options: { limit: number; windowSeconds: number; name?: string }): RateLimit;
  pass(seconds: number): Promise<unknown>;
  now(): number;
};
const named = { name: "test" };
const secret = "a secret that all instances share";

async function takeAll(limiter: RateLimit, key = "key_a"): Promise<number> {
  let taken = 0;
  while ((await limiter.take(key)).allowed) taken += 1;
  return taken;
}

/** What holds wherever it is counted. */
function describeRateLimit({ create, pass, now }: Place): void {
  test("lets as many through as the limit says and counts down to 0, then refuses", async () => {
    const limiter = create({ limit: 3, windowSeconds: 60 });
    const seen = [];
    for (let call = 0; call < 5; call += 1) seen.push(await limiter.take("key_a"));
    expect(seen.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
    expect(seen.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
    expect(seen.every(({ limit }) => limit === 3)).toBe(true);
  });

  test("says when the window is free again, and lets through from then on", async () => {
    const limiter = create({ limit: 1, windowSeconds: 60 });
    const end = now() + 60_000;
    await limiter.take("key_a");
    await pass(20.5);
    const refused = await limiter.take("key_a");
    expect(refused).toMatchObject({ allowed: false, retryAfterSeconds: 40 });
    const early = end - now() - (refused.resetAt.getTime() - Date.now());
    expect(Math.abs(early)).toBeLessThan(1000);
    await pass(38.5);
    expect(await limiter.take("key_a")).toMatchObject({ allowed: false, retryAfterSeconds: 1 });
    await pass(1.1);
    expect(await limiter.take("key_a")).toMatchObject({ allowed: true, remaining: 0 });
  });

  test("counts each key by itself, and each kind of limit", async () => {
    const [limiter, other] = ["one", "other"].map((name) => create({ limit: 1, windowSeconds: 60, name }));
    expect((await limiter?.take("key_a"))?.allowed).toBe(true);
    expect((await limiter?.take("key_b"))?.allowed).toBe(true);
    expect((await other?.take("key_a"))?.allowed).toBe(true);
    expect((await limiter?.take("key_a"))?.allowed).toBe(false);
  });

  test("forgets one key alone when it is told to", async () => {
    const limiter = create({ limit: 1, windowSeconds: 60 });
    for (const key of ["key_a", "key_b"]) await limiter.take(key);
    await limiter.reset("key_a");
    expect((await limiter.take("key_a")).allowed).toBe(true);
    expect((await limiter.take("key_b")).allowed).toBe(false);
  });

  test("one that is given back may be taken again, and no more than that, also when the window has ended in between", async () => {
    const limiter = create({ limit: 2, windowSeconds: 60 });
    await limiter.take("key_a");
    await limiter.giveBack("key_a");
    expect(await takeAll(limiter)).toBe(2);
    await pass(61);
    await limiter.giveBack("key_a");
    expect(await takeAll(limiter)).toBe(2);
  });
}

/** What holds where two instances count together. */
async function expectExactTogether(instances: RateLimit[], limit: number): Promise<void> {
  const calls = Array.from({ length: 4 * limit }, (_, at) => instances[at % instances.length]?.take("key_a"));
  const allowed = (await Promise.all(calls)).filter((decision) => decision?.allowed);
  expect(allowed).toHaveLength(limit);
}

afterEach(() => {
  vi.useRealTimers();
});

describe("in memory", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  describeRateLimit({
    create: createMemoryRateLimit,
    pass: async (seconds) => vi.advanceTimersByTime(seconds * 1000),
    now: () => Date.now(),
  });
});

describe("in the database", () => {
  const database = setUpDatabase();
  const create = (options: Omit<LimitOptions, "name">, isAlone = () => false) =>
    createDatabaseRateLimit({ db: database.db, isAlone, secret }, { ...named, ...options });

  describe("on a clock of the test", () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ["Date"] });
    });
    describeRateLimit({
      create: (options) => create(options),
      pass: async (seconds) => vi.setSystemTime(Date.now() + seconds * 1000),
      now: () => Date.now(),
    });

    test("counts whose window is over are deleted, and no other", async () => {
      await create({ limit: 1, windowSeconds: 60 }).take("key_a");
      vi.setSystemTime(Date.now() + 30_000);
      const day = create({ limit: 1, windowSeconds: 86_400 });
      await day.take("key_b");
      vi.setSystemTime(Date.now() + 31_000);
      await deleteOldCounts(database.db, new Date());
      expect(await database.db.rateCount.count()).toBe(1);
      expect((await day.take("key_b")).allowed).toBe(false);
    });
  });

  test("two instances accept exactly what one does", async () => {
    const window = { limit: 10, windowSeconds: 60 };
    await expectExactTogether([create(window), create(window)], 10);
  });

  test("what an instance counted while it was alone counts on when a second one comes", async () => {
    let isAlone = true;
    const window = { limit: 10, windowSeconds: 60 };
    const first = create(window, () => isAlone);
    for (let call = 0; call < 7; call += 1) await first.take("key_a");
    expect(await database.db.rateCount.count()).toBe(0);
    isAlone = false;
    expect((await first.take("key_a")).remaining).toBe(2);
    expect(await takeAll(create(window))).toBe(2);
  });

  test("no address and no account can be read from what is stored", async () => {
    await create({ limit: 1, windowSeconds: 60 }).take("203.0.113.9");
    expect(JSON.stringify((await database.db.rateCount.findMany()).map(({ key }) => key))).not.toContain("203");
  });
});

describe.skipIf(!hasRedis)("in Redis (where a redis-server is installed)", () => {
  let server: TestRedis;
  let control: Redis;
  let passed = 0;
  const opened: RedisCounts[] = [];
  const logged: string[] = [];
  const log = createLog("warn", { write: (line) => void logged.push(line) });
  beforeAll(async () => {
    server = await startRedis();
    control = new Redis(server.url);
  });
  beforeEach(() => control.flushall());
  afterAll(async () => {
    for (const counts of opened) await counts.close();
    control.disconnect();
    await server.stop();
  });

  async function open(): Promise<RedisCounts> {
    const counts = openRedisCounts(server.url, { log, secret });
    opened.push(counts);
    const limiter = counts.createRateLimit({ ...named, limit: 1, windowSeconds: 60 });
    await vi.waitFor(async () => {
      await limiter.take("connected?");
      expect(await control.dbsize()).toBe(1);
    });
    await control.flushall();
    return counts;
  }
  let counts: RedisCounts;
  beforeAll(async () => {
    counts = await open();
  });

  describeRateLimit({
    create: (options) => counts.createRateLimit({ ...named, ...options }),
    // Redis has a clock of its own: each key is told to end that much earlier.
    pass: async (seconds) => {
      passed += seconds * 1000;
      for (const key of await control.keys("*")) await control.pexpire(key, (await control.pttl(key)) - seconds * 1000);
    },
    now: () => Date.now() + passed,
  });

  test("two instances accept exactly what one does", async () => {
    const window = { ...named, limit: 10, windowSeconds: 60 };
    await expectExactTogether([counts.createRateLimit(window), (await open()).createRateLimit(window)], 10);
  });

  test("while it is away each instance counts by itself, and the log says so once", async () => {
    const limiter = counts.createRateLimit({ ...named, limit: 2, windowSeconds: 60 });
    control.disconnect();
    await server.stop();
    expect(await takeAll(limiter)).toBe(2);
    await vi.waitFor(() => expect(logged).toHaveLength(opened.length), { timeout: 10_000 });
    expect(logged.join("")).toContain("counts its limits by itself");
  });
});
