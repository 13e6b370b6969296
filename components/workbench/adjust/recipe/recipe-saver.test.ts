import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Recipe } from "@/lib/contract/photos/recipe";
import { createRecipeSaver, type SaveState } from "./recipe-saver";

const recipe = (warmth: number): Recipe => ({ strength: 1, warmth, saturation: 1, hints: [] });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A saver whose requests are answered by `answer`, and what it sent and said. */
function setUp(answer: (warmth: number) => Promise<void> = async () => {}) {
  const sent: string[] = [];
  const states: SaveState[] = [];
  const saver = createRecipeSaver({
    send: async (jobId, { warmth }) => {
      sent.push(`${jobId}: ${warmth}`);
      await answer(warmth);
    },
    onState: (_, state) => states.push(state),
  });
  return { saver, sent, states, settle: () => vi.runAllTimersAsync() };
}

it("sends the last of many changes, once, and each photo's own", async () => {
  const { saver, sent, states, settle } = setUp();
  for (const warmth of [0.1, 0.2, 0.3]) saver.save("one", recipe(warmth));
  saver.save("two", recipe(-1));
  expect(sent).toEqual([]);
  await settle();
  expect(sent).toEqual(["one: 0.3", "two: -1"]);
  expect(states.at(-1)).toEqual({ state: "saved" });
});

it("sends a change that came during a request after it, never beside it", async () => {
  let finish = () => {};
  const first = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { saver, sent, settle } = setUp((warmth) => (warmth === 0.1 ? first : Promise.resolve()));
  saver.save("one", recipe(0.1));
  await settle();
  saver.save("one", recipe(0.2));
  await settle();
  expect(sent).toEqual(["one: 0.1"]);
  finish();
  await settle();
  expect(sent).toEqual(["one: 0.1", "one: 0.2"]);
});

it("keeps what could not be saved, says why, and saves it at the next try", async () => {
  let isOffline = true;
  const { saver, sent, states, settle } = setUp(async () => {
    if (isOffline) throw new Error("The studio did not answer.");
  });
  saver.save("one", recipe(0.4));
  await settle();
  expect(states.at(-1)).toEqual({ state: "failed", detail: "The studio did not answer." });
  isOffline = false;
  expect(await saver.flush("one")).toBe(true);
  expect(sent).toEqual(["one: 0.4", "one: 0.4"]);
  expect(states.at(-1)).toEqual({ state: "saved" });
});

it("says before a download whether the recipe is saved", async () => {
  const { saver, sent } = setUp(() => Promise.reject(new Error("No.")));
  expect(await saver.flush("one")).toBe(true);
  saver.save("one", recipe(0.4));
  expect(await saver.flush("one")).toBe(false);
  expect(sent).toEqual(["one: 0.4"]);
});
