import { expect, it } from "vitest";
import { moveInGrid } from "./move-in-grid";

// 0 1 2
// 3 4 5
// 6
it.each([
  ["ArrowRight", 2, 3],
  ["ArrowLeft", 0, null],
  ["ArrowDown", 1, 4],
  ["ArrowDown", 5, 6],
  ["ArrowDown", 6, null],
  ["ArrowUp", 4, 1],
  ["ArrowUp", 1, null],
  ["ArrowRight", 6, null],
  ["End", 0, 6],
  ["Home", 6, 0],
  ["Home", 0, null],
  ["Enter", 1, null],
])("%s on photo %i leads to %s", (key, from, to) => expect(moveInGrid(key, from, { columns: 3, count: 7 })).toBe(to));
