import { describe, expect, it } from "vitest";
import { extendTo, nothing, selectAll, selectedOf, toggle } from "./selection";

const order = ["a", "b", "c", "d", "e"];

describe("a selection in a list", () => {
  it("takes one in and out again", () => {
    const one = toggle(nothing, "b");
    expect(selectedOf(one, order)).toEqual(["b"]);
    expect(selectedOf(toggle(one, "b"), order)).toEqual([]);
  });

  it("is extended from the one chosen last, in both directions, and keeps what was there", () => {
    const from = toggle(toggle(nothing, "a"), "c");
    expect(selectedOf(extendTo(from, "e", order), order)).toEqual(["a", "c", "d", "e"]);
    expect(selectedOf(extendTo(from, "b", order), order)).toEqual(["a", "b", "c"]);
  });

  it("is extended to one alone where nothing was chosen, or what was is gone from the list", () => {
    expect(selectedOf(extendTo(nothing, "d", order), order)).toEqual(["d"]);
    expect(selectedOf(extendTo(toggle(nothing, "gone"), "d", order), order)).toEqual(["d"]);
  });

  it("of everything is what the list shows, in its order, and never what left it", () => {
    expect(selectedOf(selectAll(["b", "a"]), ["a", "b", "c"])).toEqual(["a", "b"]);
    expect(selectedOf(selectAll(order), ["e", "x"])).toEqual(["e"]);
  });
});
