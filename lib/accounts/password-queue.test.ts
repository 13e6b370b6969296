import { expect, test } from "vitest";
import { setUpDatabase } from "../testing/set-up";
import { createUser } from "./create-user";
import { checkPassword, type Guess } from "./password";
import { waitForPasswordTurn } from "./password-queue";

const fresh = setUpDatabase();

test("in a line one password is checked at a time, in order; the 65th that would wait is refused, the other line goes on", async () => {
  const order: number[] = [];
  const ends: (() => void)[] = [];
  let running = 0;
  const work = (name: number) => async () => {
    running += 1;
    expect(running).toBe(1);
    order.push(name);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
  };
  const first = waitForPasswordTurn("anyone", work(0));
  await expect.poll(() => ends.length).toBe(1);
  const waiting = Array.from({ length: 64 }, (_, at) => waitForPasswordTurn("anyone", work(at + 1)));
  const refused = waitForPasswordTurn("anyone", work(65));
  await expect(refused).rejects.toMatchObject({ code: "over_capacity", retryAfterSeconds: expect.any(Number) });
  expect(await waitForPasswordTurn("known", async () => "the owner")).toBe("the owner");
  for (let at = 0; at <= 64; at += 1) {
    await expect.poll(() => ends.length, { interval: 1 }).toBe(at + 1);
    ends[at]?.();
  }
  await Promise.all([first, ...waiting]);
  expect(order).toEqual(Array.from({ length: 65 }, (_, at) => at));
});

test("a guess that is not allowed costs as much as one that is, right or wrong, and opens nothing", async () => {
  const ada = { email: "ada@example.org", password: "analytical engine" };
  await createUser(fresh.db, { ...ada, credits: 0 });
  const guess = (allowed: boolean) => async (): Promise<Guess> => ({ line: "known", allow: async () => allowed });
  const fastest = async (password: string, allowed: boolean) => {
    let ms = Number.POSITIVE_INFINITY;
    for (let time = 0; time < 4; time += 1) {
      const start = performance.now();
      const user = await checkPassword(fresh.db, ada.email, password, guess(allowed));
      expect(user !== null).toBe(allowed && password === ada.password);
      ms = Math.min(ms, performance.now() - start);
    }
    return ms;
  };
  await fastest("difference engine", true);
  const [right, wrong] = [await fastest(ada.password, true), await fastest("difference engine", true)];
  // Without the work it would be a twentieth.
  expect(await fastest(ada.password, false)).toBeGreaterThan(Math.min(right, wrong) / 3);
});

test("counters are made no faster than passwords are checked: a refused line counts nobody", async () => {
  let counted = 0;
  const guard = async (): Promise<Guess> => ({
    line: "anyone",
    allow: async () => {
      counted += 1;
      return false;
    },
  });
  const flood = Array.from({ length: 300 }, (_, at) =>
    checkPassword(fresh.db, `nobody-${at}@example.org`, "x".repeat(12), guard),
  );
  const results = await Promise.allSettled(flood);
  const refused = results.filter(({ status }) => status === "rejected").length;
  expect(refused).toBeGreaterThan(0);
  expect(counted).toBe(300 - refused);
});
