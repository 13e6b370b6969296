import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDeadline } from "./clock";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const late = () => new Error("too late");
/** Work that lasts until its signal aborts, and then fails with the reason. */
const endless = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("work that is done in time gives its answer, and its signal never aborts", async () => {
  let seen: AbortSignal | undefined;
  const done = withDeadline(5, late, async (signal) => {
    seen = signal;
    return "done";
  });
  expect(await done).toBe("done");
  vi.advanceTimersByTime(60_000);
  expect(seen?.aborted).toBe(false);
});

test("work that takes longer is stopped at the deadline, not before, with the reason that was given", async () => {
  const outcome = withDeadline(5, late, endless).catch((error: Error) => error.message);
  vi.advanceTimersByTime(4_999);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(await outcome).toBe("too late");
});

test("work that fails by itself fails with its own error and leaves no timer behind", async () => {
  const fails = withDeadline(5, late, async () => {
    throw new Error("its own");
  });
  await expect(fails).rejects.toThrow("its own");
  expect(vi.getTimerCount()).toBe(0);
});
