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
