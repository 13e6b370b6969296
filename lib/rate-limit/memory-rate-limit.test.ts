import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryRateLimit } from "./memory-rate-limit";

const start = new Date("2026-01-01T12:00:00Z");
beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});
const passSeconds = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

test("lets as many through as the limit says and counts down to 0, then refuses", async () => {
  const limiter = createMemoryRateLimit({ limit: 3, windowSeconds: 60 });
  const seen = [];
  for (let call = 0; call < 5; call += 1) seen.push(await limiter.take("key_a"));
  expect(seen.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
  expect(seen.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
  expect(seen.every(({ limit }) => limit === 3)).toBe(true);
});

test("says when the window is free again, and lets through from then on", async () => {
  const limiter = createMemoryRateLimit({ limit: 1, windowSeconds: 60 });
  await limiter.take("key_a");
  passSeconds(20.5);
  const refused = await limiter.take("key_a");
  expect(refused).toMatchObject({ allowed: false, retryAfterSeconds: 40, resetAt: new Date(start.getTime() + 60_000) });
  passSeconds(39.4);
  expect(await limiter.take("key_a")).toMatchObject({ allowed: false, retryAfterSeconds: 1 });
  passSeconds(0.2);
  expect(await limiter.take("key_a")).toMatchObject({ allowed: true, remaining: 0 });
});

test("counts each key by itself", async () => {
  const limiter = createMemoryRateLimit({ limit: 1, windowSeconds: 60 });
  expect((await limiter.take("key_a")).allowed).toBe(true);
  expect((await limiter.take("key_b")).allowed).toBe(true);
  expect((await limiter.take("key_a")).allowed).toBe(false);
});

test("forgets one key alone when it is told to", async () => {
  const limiter = createMemoryRateLimit({ limit: 1, windowSeconds: 60 });
  for (const key of ["key_a", "key_b"]) await limiter.take(key);
  await limiter.reset("key_a");
  expect((await limiter.take("key_a")).allowed).toBe(true);
  expect((await limiter.take("key_b")).allowed).toBe(false);
});

test("one that is given back may be taken again, and no more than that, also when the window has ended in between", async () => {
  const limiter = createMemoryRateLimit({ limit: 2, windowSeconds: 60 });
  const takeAll = async () => {
    let taken = 0;
    while ((await limiter.take("key_a")).allowed) taken += 1;
    return taken;
  };
  await limiter.take("key_a");
  await limiter.giveBack("key_a");
  expect(await takeAll()).toBe(2);
  passSeconds(61);
  await limiter.giveBack("key_a");
  expect(await takeAll()).toBe(2);
});
