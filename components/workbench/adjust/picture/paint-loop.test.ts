import { expect, it } from "vitest";
import type { Recipe } from "@/lib/contract/photos/recipe";
import { createPaintLoop, type FromPainter } from "./paint-loop";
import type { PaintSize } from "./picture-painter";

const recipe = (warmth: number): Recipe => ({ strength: 1, warmth, saturation: 1, hints: [] });
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A loop whose paintings end when the test says so, or when they are given up. */
async function setUp() {
  const answers: FromPainter[] = [];
  const paintings: { name: string; finish: () => void; fail: (error: Error) => void }[] = [];
  const order = createPaintLoop(
    (answer) => answers.push(answer),
    async () => ({
      paint: ({ warmth }, size, isStale) =>
        new Promise((resolve, reject) => {
          const finish = () => resolve(isStale() ? null : { file: new Blob(), isFull: size === "full" });
          paintings.push({ name: `${size} ${warmth}`, finish, fail: reject });
        }),
    }),
  );
  order({ type: "open", output: new Blob() });
  return {
    answers,
    paintings,
    order: async (turn: number, size: PaintSize) => {
      order({ type: "paint", turn, recipe: recipe(turn), size });
      await settle();
    },
    finishLast: async () => {
      paintings.at(-1)?.finish();
      await settle();
    },
    turns: () => answers.map((answer) => (answer.type === "painted" ? answer.turn : answer.detail)),
  };
}

it("shows a moving slider one preview after the other, and skips what was overtaken", async () => {
  const { order, finishLast, paintings, turns } = await setUp();
  for (const turn of [1, 2, 3]) await order(turn, "preview");
  await finishLast();
  await finishLast();
  expect(paintings.map(({ name }) => name)).toEqual(["preview 1", "preview 3"]);
  expect(turns()).toEqual([1, 3]);
});

it("gives a full picture up for whatever is newer", async () => {
  const { order, finishLast, turns } = await setUp();
  await order(1, "full");
  await order(2, "preview");
  await finishLast();
  await finishLast();
  expect(turns()).toEqual([2]);
});

it("waits for the output, and says when the browser cannot read it", async () => {
  const answers: FromPainter[] = [];
  const order = createPaintLoop(
    (answer) => answers.push(answer),
    () => Promise.reject(new Error("The source image could not be decoded.")),
  );
  order({ type: "paint", turn: 1, recipe: recipe(1), size: "preview" });
  await settle();
  expect(answers).toEqual([]);
  order({ type: "open", output: new Blob() });
  await settle();
  expect(answers).toEqual([{ type: "failed", detail: "The source image could not be decoded." }]);
});

it("goes on after a failure", async () => {
  const { order, finishLast, paintings, turns } = await setUp();
  await order(1, "preview");
  paintings[0]?.fail(new Error("Out of memory."));
  await settle();
  await order(2, "preview");
  await finishLast();
  expect(turns()).toEqual(["Out of memory.", 2]);
});
