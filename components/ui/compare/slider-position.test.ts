import { describe, expect, it } from "vitest";
import { nextSliderPosition, pointerSliderPosition } from "./slider-position";

describe("before/after slider", () => {
  it.each([
    ["ArrowRight", 52],
    ["ArrowUp", 52],
    ["ArrowLeft", 48],
    ["ArrowDown", 48],
    ["PageUp", 60],
    ["PageDown", 40],
    ["Home", 0],
    ["End", 100],
  ])("moves from the middle with %s to %d", (key, position) => expect(nextSliderPosition(50, key)).toBe(position));

  it("stops at both ends", () => {
    expect(nextSliderPosition(99, "PageUp")).toBe(100);
    expect(nextSliderPosition(1, "ArrowLeft")).toBe(0);
  });

  it("leaves every other key to the page", () => expect(nextSliderPosition(50, "Tab")).toBeNull());

  it("follows a pointer, also outside the picture and before it has a size", () => {
    const box = { left: 100, width: 400 };
    expect([100, 300, 500, 20, 900].map((x) => pointerSliderPosition(x, box))).toEqual([0, 50, 100, 0, 100]);
    expect(pointerSliderPosition(10, { left: 0, width: 0 })).toBe(50);
  });
});
