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
