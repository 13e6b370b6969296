import { expect, test } from "vitest";
import { cutText, findUnstorable, isStorable } from "./storable-text";

test("a text with a NUL or half of a surrogate pair cannot be stored, every other can", () => {
  for (const text of ["\0", "a\0b", "\ud800", "\udc00", "a\udfffb", "\udc00\ud800"])
    expect(isStorable(text)).toBe(false);
  for (const text of ["", "é", "\u{1f600}", "\n", "\ufffe", undefined]) expect(isStorable(text)).toBe(true);
});

test("such a text is found at any depth of a JSON value, in keys too, deeper than the stack is", () => {
  const deep = (inner: unknown) => {
    let value = inner;
    for (let depth = 0; depth < 200_000; depth += 1) value = [value];
    return value;
  };
  expect(findUnstorable({ a: [{ b: "x\0" }] })).toBe("a NUL character");
  expect(findUnstorable({ "\ud800": 1 })).toBe("half of a surrogate pair");
  expect(findUnstorable(deep("\0"))).toBe("a NUL character");
  for (const fine of [deep("x"), null, undefined, 1, {}, { a: ["\u{1f600}"] }]) expect(findUnstorable(fine)).toBeNull();
});

test("a text is never cut inside a character", () => {
  expect(cutText("ab\u{1f600}", 3)).toBe("ab");
  expect(cutText("ab\u{1f600}", 4)).toBe("ab\u{1f600}");
  expect(cutText("abc", 2)).toBe("ab");
});
