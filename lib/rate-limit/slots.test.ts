import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSlots, type Holder, type Slots } from "./slots";

test("gives as many as there are, refuses the next, and has one again for each given back", () => {
  const slots = createSlots(2);
  const [first, second] = [slots.take(), slots.take()];
  expect(slots.take()).toBeNull();
  first?.();
  expect(slots.take()).not.toBeNull();
  expect(slots.take()).toBeNull();
  second?.();
  expect(slots.take()).not.toBeNull();
});

test("when there are fewer than before, nobody new gets in until enough have left", () => {
  let count = 2;
  const slots = createSlots(() => count);
  const [first, second] = [slots.take(), slots.take()];
  count = 1;
  first?.();
  expect(slots.take()).toBeNull();
  second?.();
  expect(slots.take()).not.toBeNull();
  count = 2;
  expect(slots.take()).not.toBeNull();
});

test("one given back twice is free once", () => {
  const slots = createSlots(1);
  const release = slots.take();
  release?.();
  release?.();
  expect(slots.take()).not.toBeNull();
  expect(slots.take()).toBeNull();
});

describe("who waits for one", () => {
  test("has the next that is given back, in the order of coming", async () => {
    const slots = createSlots(1);
    const release = slots.take();
    const order: string[] = [];
    const come = async (name: string) => {
      const own = await slots.takeWithin(60_000);
      order.push(name);
      own?.();
    };
    const all = [come("first"), come("second")];
    release?.();
    await Promise.all(all);
    expect(order).toEqual(["first", "second"]);
  });

  test("is refused after the time", async () => {
    const slots = createSlots(1);
    slots.take();
    expect(await slots.takeWithin(5)).toBeNull();
  });

  test("is passed by an account that is within its share", async () => {
    const slots = createSlots(8);
    const [one, two] = ["one", "two"].map((account) => ({ account, isTest: false }));
    const held = Array.from({ length: 6 }, () => slots.take(one));
    const beyond = slots.takeWithin(60_000, one);
    expect(slots.take(two)).not.toBeNull();
    for (const release of held) release?.();
    expect(await beyond).not.toBeNull();
  });

  test("is refused at once where 16 for each place wait already", async () => {
    const slots = createSlots(1);
    const release = slots.take();
    const waiting = Array.from({ length: 16 }, async () => (await slots.takeWithin(60_000))?.());
    expect(await slots.takeWithin(60_000)).toBeNull();
    release?.();
    await Promise.all(waiting);
  });
});

test("with none there is never one", () => {
  expect(createSlots(0).take()).toBeNull();
});

test("whatever is taken and given back, also twice: never more than there are at a time, and none is lost", () => {
  const step = fc.oneof(fc.constant("take" as const), fc.nat({ max: 5 }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (count, steps) => {
      const slots = createSlots(count);
      const taken: { release: () => void; held: boolean }[] = [];
      const held = () => taken.filter((one) => one.held).length;
      for (const at of steps) {
        if (at === "take") {
          const release = slots.take();
          expect(release !== null).toBe(held() < count);
          if (release) taken.push({ release, held: true });
          continue;
        }
        const one = taken[at];
        one?.release();
        if (one) one.held = false;
      }
    }),
  );
});

describe("shared between accounts", () => {
  const live = (account: string): Holder => ({ account, isTest: false });
  const trial = (account: string): Holder => ({ account, isTest: true });
  /** How many this holder gets when it takes all it can. */
  const takeAll = (slots: Slots, holder: Holder) => {
    let taken = 0;
    while (slots.take(holder)) taken += 1;
    return taken;
  };

  test("no one account takes them all: alone it gets three quarters, the next one three quarters of the rest", () => {
    const slots = createSlots(64);
    expect(takeAll(slots, live("greedy"))).toBe(48);
    expect(slots.refusal(live("greedy"))).toMatchObject({ isOwnShare: true, held: 48 });
    expect(takeAll(slots, live("other"))).toBe(12);
  });

  test("an account that gives places back while others hold some gets fewer than before", () => {
    const slots = createSlots(64);
    const greedy = Array.from({ length: 48 }, () => slots.take(live("greedy")));
    expect(takeAll(slots, live("other"))).toBe(12);
    for (const release of greedy) release?.();
    expect(takeAll(slots, live("greedy"))).toBe(39);
  });

  test("the accounts of one network together get no more than one of another network would", () => {
    const slots = createSlots(64);
    const from = (range: string, account: string): Holder => ({ account, range, isTest: false });
    const taken = ["a", "b", "c", "d", "e"].map((account) => takeAll(slots, from("192.0.2.0/24", account)));
    expect(taken.reduce((sum, one) => sum + one)).toBe(48);
    expect(slots.refusal(from("192.0.2.0/24", "f"))).toMatchObject({ isOwnShare: true, held: 48 });
    expect(takeAll(slots, from("198.51.100.0/24", "g"))).toBe(12);
  });

  test("all test work together gets at most half, whatever the number of accounts", () => {
    const slots = createSlots(64);
    const taken = ["a", "b", "c", "d"].map((account) => takeAll(slots, trial(account)));
    expect(taken.reduce((sum, one) => sum + one)).toBe(32);
    expect(slots.refusal(trial("e"))).toMatchObject({ isOwnShare: true, held: 32 });
    expect(slots.take(live("e"))).not.toBeNull();
  });

  test.each([1, 2, 3])("%i of them cannot be shared: one account gets all", (count) => {
    expect(takeAll(createSlots(count), live("alone"))).toBe(count);
  });

  test("whatever accounts take and give back, one more account always finds a place among 4 or more per account", () => {
    const step = fc.tuple(fc.nat({ max: 2 }), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(fc.integer({ min: 64, max: 200 }), fc.array(step, { maxLength: 800 }), (count, steps) => {
        const slots = createSlots(count);
        const taken: (() => void)[] = [];
        for (const [account, isTest, gives] of steps) {
          if (gives) taken.shift()?.();
          const release = slots.take({ account: String(account), isTest });
          if (release) taken.push(release);
        }
        expect(slots.take(live("new"))).not.toBeNull();
      }),
    );
  });
});

describe("when to try again", () => {
  test("is when the oldest of the full share ends, going by how long the last ones took", () => {
    let now = 0;
    const slots = createSlots(4, () => now);
    const holder = { account: "a", isTest: false };
    const first = slots.take(holder);
    now = 10_000;
    first?.();
    slots.take(holder);
    now += 4_000;
    slots.take(holder);
    slots.take(holder);
    expect(slots.take(holder)).toBeNull();
    expect(slots.refusal(holder)).toEqual({ isOwnShare: true, held: 3, retryAfterSeconds: 6 });
    slots.take({ account: "b", isTest: false });
    expect(slots.refusal({ account: "c", isTest: false })).toEqual({
      isOwnShare: false,
      held: 4,
      retryAfterSeconds: 6,
    });
    now += 60_000;
    expect(slots.refusal(holder).retryAfterSeconds).toBe(1);
  });

  test("is at least a second, also before anything has ended", () => {
    let now = 0;
    const slots = createSlots(1, () => now);
    slots.take();
    expect(slots.refusal().retryAfterSeconds).toBe(1);
    now = 3_000;
    expect(slots.refusal().retryAfterSeconds).toBeGreaterThanOrEqual(1);
  });
});
