import { expect, it } from "vitest";
import { createSlots, largestShare } from "../../rate-limit/slots";
import { countParallel } from "./describe-capabilities";

const usual = {
  COLORIZE_PROVIDER: "embedded",
  ENGINE_WORKERS: 1,
  ENGINE_QUEUE: 64,
  MAX_PARALLEL_UPLOADS: 80,
} as const;

it("a caller is told to send a photo for each worker and two more", () => {
  expect(countParallel(usual)).toBe(3);
  expect(countParallel({ ...usual, ENGINE_WORKERS: 8 })).toBe(10);
});

it("never more than the account may hold, and always at least one", () => {
  expect(countParallel({ ...usual, ENGINE_QUEUE: 0 })).toBe(1);
  expect(countParallel({ ...usual, ENGINE_WORKERS: 64, MAX_PARALLEL_UPLOADS: 8 })).toBe(6);
  expect(countParallel({ ...usual, COLORIZE_PROVIDER: "pixomax", MAX_PARALLEL_UPLOADS: 1 })).toBe(1);
});

it("a share is as many places as one account alone is given", () => {
  for (const count of [1, 2, 3, 4, 5, 7, 8, 80]) {
    const slots = createSlots(count);
    let taken = 0;
    while (slots.take({ account: "a", isTest: false })) taken += 1;
    expect(largestShare(count)).toBe(taken);
  }
});
