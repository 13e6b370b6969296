import fc from "fast-check";
import { expect, test } from "vitest";
import { createSlots } from "./slots";

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

test("one given back twice is free once", () => {
  const slots = createSlots(1);
  const release = slots.take();
  release?.();
  release?.();
  expect(slots.take()).not.toBeNull();
  expect(slots.take()).toBeNull();
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
