import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTurns } from "./turns";

const never = new AbortController().signal;
/** Lets everything run that waits for nothing any more. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Takes a turn for each name and notes in `order` who got one. */
function takeAll(turns: ReturnType<typeof createTurns>, names: string[], signal = never) {
  const order: string[] = [];
  const releases = new Map<string, () => void>();
  const taking = names.map(async (name) => {
    releases.set(name, await turns.take(signal));
    order.push(name);
  });
  return { order, taking, release: (name: string) => releases.get(name)?.() };
}

test("the first have their turn at once, the others in the order they came, one for each given back", async () => {
  const { order, release } = takeAll(createTurns(2), ["a", "b", "c", "d"]);
  await settle();
  expect(order).toEqual(["a", "b"]);
  release("b");
  await settle();
  expect(order).toEqual(["a", "b", "c"]);
  release("a");
  await settle();
  expect(order).toEqual(["a", "b", "c", "d"]);
});

test("a turn given back twice lets one in, not two", async () => {
  const { order, release } = takeAll(createTurns(1), ["a", "b", "c"]);
  await settle();
  release("a");
  release("a");
  await settle();
  expect(order).toEqual(["a", "b"]);
});

test("a turn returned while no job is waiting is free for the next one", async () => {
  const turns = createTurns(1);
  for (let round = 0; round < 3; round += 1) (await turns.take(never))();
  const { order } = takeAll(turns, ["a", "b"]);
  await settle();
  expect(order).toEqual(["a"]);
});

describe("who gives up", () => {
  test("is told why, leaves the line, and takes nobody's turn away", async () => {
    const turns = createTurns(1);
    const release = await turns.take(never);
    const giveUp = new AbortController();
    const impatient = turns.take(giveUp.signal);
    const { order } = takeAll(turns, ["behind"]);
    giveUp.abort(new Error("gone home"));
    await expect(impatient).rejects.toThrow("gone home");
    await settle();
    expect(order).toEqual([]);
    release();
    await settle();
    expect(order).toEqual(["behind"]);
  });

  test("before asking gets no turn, and none is lost", async () => {
    const turns = createTurns(1);
    await expect(turns.take(AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
    const { order } = takeAll(turns, ["a"]);
    await settle();
    expect(order).toEqual(["a"]);
  });

  test("after it has the turn keeps it until it gives it back", async () => {
    const turns = createTurns(1);
    const done = new AbortController();
    const release = await turns.take(done.signal);
    done.abort();
    const { order } = takeAll(turns, ["next"]);
    await settle();
    expect(order).toEqual([]);
    release();
    await settle();
    expect(order).toEqual(["next"]);
  });

  test("having waited before, takes nobody else out of the line when its signal aborts", async () => {
    const turns = createTurns(1);
    const first = await turns.take(never);
    const later = new AbortController();
    const second = turns.take(later.signal);
    const { order, release } = takeAll(turns, ["third", "fourth"]);
    first();
    const releaseSecond = await second;
    later.abort();
    releaseSecond();
    await settle();
    expect(order).toEqual(["third"]);
    release("third");
    await settle();
    expect(order).toEqual(["third", "fourth"]);
  });
});

describe("between accounts", () => {
  /** Work named by its account and a number, "b1"; a "t" before it makes it test work. */
  const holderOf = (name: string) => ({
    account: name.replace(/^t/, "").replace(/\d/g, ""),
    isTest: name.startsWith("t"),
  });

  /** Lets the named work arrive in this order, ends each as soon as it runs, and returns the order in which it ran. */
  async function runAll(turns: ReturnType<typeof createTurns>, names: string[]) {
    const order: string[] = [];
    const ended = names.map(async (name) => {
      const release = await turns.take(never, holderOf(name));
      order.push(name);
      await settle();
      release();
    });
    await Promise.all(ended);
    return order.join(" ");
  }

  test("whoever comes behind a long line of another account is next", async () => {
    expect(await runAll(createTurns(1), ["a1", "a2", "a3", "a4", "b1", "b2", "c1"])).toBe("a1 b1 c1 a2 b2 a3 a4");
  });

  test("within one account it is first come, first served, in whatever way work arrives", async () => {
    const turns = createTurns(1);
    const order: string[] = [];
    const arrive = async (name: string) => {
      const release = await turns.take(new AbortController().signal, holderOf(name));
      order.push(name);
      await settle();
      release();
    };
    const ended: Promise<void>[] = [];
    for (const name of ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"]) {
      ended.push(arrive(name));
      await settle();
    }
    await Promise.all(ended);
    expect(order).toEqual(["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7"]);
  });

  test("live work goes before test work, of the same account too", async () => {
    const atOnce = (run: () => void) => {
      const timer = setImmediate(run);
      return () => clearImmediate(timer);
    };
    expect(await runAll(createTurns(1, atOnce), ["ta1", "ta2", "tb1", "c1", "a3"])).toBe("ta1 c1 a3 tb1 ta2");
  });

  test("test work begins when live work has paused, so that whoever sends one photo after the other never waits for it", async () => {
    let endPause = () => {};
    const turns = createTurns(1, (run) => {
      endPause = run;
      return () => {
        endPause = () => {};
      };
    });
    const { order } = takeAll(turns, []);
    const first = await turns.take(never, holderOf("b1"));
    void turns.take(never, holderOf("ta1")).then(() => order.push("ta1"));
    first();
    await settle();
    const second = await turns.take(never, holderOf("b2"));
    endPause();
    second();
    await settle();
    expect(order).toEqual([]);
    endPause();
    await settle();
    expect(order).toEqual(["ta1"]);
  });

  test("test work leaves the last of several turns to live work, and takes the only one when nobody else wants it", async () => {
    const several = createTurns(2);
    const { order } = takeAll(several, []);
    for (const name of ["ta1", "ta2"]) void several.take(never, holderOf(name)).then(() => order.push(name));
    await settle();
    expect(order).toEqual(["ta1"]);
    void several.take(never, holderOf("b1")).then(() => order.push("b1"));
    await settle();
    expect(order).toEqual(["ta1", "b1"]);
  });

  test("of several turns one account has as many as another that wants them", async () => {
    const turns = createTurns(2);
    const releases: (() => void)[] = [];
    const order: string[] = [];
    const take = (name: string) =>
      void turns.take(never, holderOf(name)).then((release) => {
        order.push(name);
        releases.push(release);
      });
    for (const name of ["a1", "a2", "a3", "b1", "b2"]) take(name);
    await settle();
    for (let ends = 0; ends < 3; ends += 1) {
      releases.shift()?.();
      await settle();
    }
    expect(order).toEqual(["a1", "a2", "b1", "a3", "b2"]);
  });
});

test("whatever arrives, ends and gives up in whatever order: never more than the turns, each account in its order, none lost", async () => {
  const arrival = fc.record({ account: fc.constantFrom("a", "b", "c"), isTest: fc.boolean(), givesUp: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(arrival, { maxLength: 30 }), async (count, arrivals) => {
      const atOnce = (run: () => void) => {
        const timer = setImmediate(run);
        return () => clearImmediate(timer);
      };
      const turns = createTurns(count, atOnce);
      const ran: { account: string; isTest: boolean; nth: number }[] = [];
      let running = 0;
      const all = arrivals.map(async ({ account, isTest, givesUp }, nth) => {
        const giveUp = new AbortController();
        if (givesUp) setImmediate(() => giveUp.abort(new Error("gone home")));
        const release = await turns.take(giveUp.signal, { account, isTest }).catch(() => null);
        if (!release) return expect(givesUp).toBe(true);
        running += 1;
        expect(running).toBeLessThanOrEqual(count);
        ran.push({ account, isTest, nth });
        await settle();
        running -= 1;
        release();
      });
      await Promise.all(all);
      expect(ran.length).toBeGreaterThanOrEqual(arrivals.filter(({ givesUp }) => !givesUp).length);
      for (const isTest of [true, false]) {
        for (const account of ["a", "b", "c"]) {
          const order = ran.filter((one) => one.account === account && one.isTest === isTest).map(({ nth }) => nth);
          expect(order).toEqual(order.toSorted((a, b) => a - b));
        }
      }
    }),
  );
});
