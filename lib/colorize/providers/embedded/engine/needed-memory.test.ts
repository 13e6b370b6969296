import { expect, it } from "vitest";
import { explainMemory, neededMemory, readMachineMemory } from "./needed-memory";

const large = { name: "ddcolor-large", bytes: 912_000_000 };
const small = { name: "ddcolor-tiny", bytes: 135_444_402 };
const gigabytes = (count: number) => count * 1e9;

it("the need follows what was measured, within 5 %", () => {
  for (const [workers, measured] of [
    [1, 4_070_000_000],
    [2, 7_540_000_000],
  ] as const) {
    expect(Math.abs(neededMemory([large], workers) / measured - 1)).toBeLessThan(0.05);
  }
  expect(neededMemory([], 1)).toBe(gigabytes(1));
});

it("a start warns of models that the machine has no memory for, and says what to do", () => {
  expect(explainMemory([large], 1, gigabytes(4))).toBe(
    "ddcolor-large (912 MB) in one engine worker takes up to about 4.1 GB of memory, and this machine has 4 GB. " +
      "Choose a smaller model, or photos may end the process.",
  );
  expect(explainMemory([large], 2, gigabytes(6))).toContain("Set ENGINE_WORKERS=1");
  expect(explainMemory([large], 1, gigabytes(8))).toBeNull();
});

it("a start with big models in several workers says what the copies take", () => {
  expect(explainMemory([large], 2, gigabytes(64))).toMatch(/in 2 engine workers takes up to about 7\.6 GB of memory/);
  expect(explainMemory([small], 2, gigabytes(64))).toBeNull();
});

it("the studio's own models alone are never warned of", () => {
  expect(explainMemory([], 8, gigabytes(1))).toBeNull();
  expect(readMachineMemory()).toBeGreaterThan(0);
});
