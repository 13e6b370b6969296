import { expect, it } from "vitest";
import { markDamage } from "./mark-damage";

/** Rows of digits, each a tenth: 9 is 0.9. */
const mark = (...rows: string[]) => {
  const data = Float32Array.from(rows.join(""), (digit) => Number(digit) / 10);
  const width = rows[0]?.length ?? 0;
  const { data: marked } = markDamage({ data, width, height: rows.length }, { threshold: 0.45, sure: 0.85 });
  return rows.map((_, y) => [...marked.slice(y * width, (y + 1) * width)].join(""));
};

it("follows a scratch from where it is sure to where it is fainter, corners included", () => {
  expect(mark("500000", "050000", "005990", "000005")).toEqual(["100000", "010000", "001110", "000001"]);
});

it("leaves alone what is nowhere sure, and what a gap parts from the sure", () => {
  expect(mark("888088", "000088", "900000", "004500")).toEqual(["000000", "000000", "100000", "000000"]);
});

it("does not reach around the edge of the picture", () => {
  expect(mark("000009", "500000", "000000")).toEqual(["000001", "000000", "000000"]);
});
