import { expect, it } from "vitest";
import { parseOrder } from "./parse-order";

const parse = (fields: Record<string, string>) => parseOrder(new Map(Object.entries(fields)));

it("each add-on is read in its own mode", () => {
  expect(parse({ clean_scratches: "auto", face_remaster: "true" })).toMatchObject({
    cleanScratches: true,
    faceRemaster: true,
    autoAddOns: ["cleanScratches"],
  });
  expect(parse({ clean_scratches: "false", face_remaster: " Auto " })).toMatchObject({
    cleanScratches: false,
    faceRemaster: true,
    autoAddOns: ["faceRemaster"],
  });
});

it("another word is refused with the three that are taken", () => {
  const detail = '`face_remaster` is "found"; it must be `true`, `false` or `auto`.';
  expect(() => parse({ face_remaster: "found" })).toThrow(
    expect.objectContaining({ code: "invalid_boolean", message: detail, param: "face_remaster" }),
  );
});

it("a hint is taken without the spaces around it, and nothing but spaces is none", () => {
  expect(parse({ hint: "  Das Kleid war dunkelgrün, „Tante“ trägt Blau 💙 " }).hint).toBe(
    "Das Kleid war dunkelgrün, „Tante“ trägt Blau 💙",
  );
  expect(parse({}).hint).toBeNull();
  for (const hint of ["", "   "]) expect(parse({ hint }).hint).toBeNull();
  expect(parse({ hint: "a".repeat(300) }).hint).toHaveLength(300);
});

it.each(["a".repeat(301), "two\nlines", "a\u0000b", "tab\there", "escape\u001b[31m", "line\u2028separator"])(
  "a hint that is longer or not one line is refused: %j",
  (hint) => {
    expect(() => parse({ hint })).toThrow(expect.objectContaining({ code: "invalid_option", param: "hint" }));
  },
);
