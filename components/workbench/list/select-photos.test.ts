import { describe, expect, it } from "vitest";
import { emptySelection, keepKnown, selectPhotos } from "./select-photos";

const order = ["a", "b", "c", "d", "e"];
const plain = { toggle: false, range: false };
const toggle = { toggle: true, range: false };
const range = { toggle: false, range: true };

describe("selecting photos of the list", () => {
  it("a plain click opens a photo and ends the selection", () => {
    const two = { refs: ["a", "b"], anchor: "b" };
    expect(selectPhotos(order, two, "d", plain)).toEqual({ refs: [], anchor: "d" });
  });

  it("Ctrl or the box adds one and takes it away again", () => {
    const one = selectPhotos(order, emptySelection, "b", toggle);
    const two = selectPhotos(order, one, "d", toggle);
    expect(two.refs).toEqual(["b", "d"]);
    expect(selectPhotos(order, two, "b", toggle).refs).toEqual(["d"]);
  });

  it.each([
    ["d", ["b", "c", "d"]],
    ["a", ["a", "b"]],
    ["b", ["b"]],
  ])("Shift selects from the last click to %s, in either direction, and can be changed", (to, refs) => {
    const opened = selectPhotos(order, emptySelection, "b", plain);
    const first = selectPhotos(order, opened, "e", range);
    expect(selectPhotos(order, first, to, range).refs).toEqual(refs);
  });

  it("Shift and Ctrl together keep what was selected before", () => {
    const one = { refs: ["a"], anchor: "c" };
    expect(selectPhotos(order, one, "d", { toggle: true, range: true }).refs).toEqual(["a", "c", "d"]);
  });

  it("starts at the photo itself when the anchor has left the list", () => {
    expect(selectPhotos(order, { refs: [], anchor: "gone" }, "b", range).refs).toEqual(["b"]);
  });

  it("forgets photos that have left the list, and is the same object when none has", () => {
    const two = { refs: ["a", "gone"], anchor: null };
    expect(keepKnown(order, two).refs).toEqual(["a"]);
    const known = { refs: ["a"], anchor: null };
    expect(keepKnown(order, known)).toBe(known);
  });
});
