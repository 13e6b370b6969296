import { expect, test } from "vitest";
import { describeIgnoredFields } from "./ignored-fields";

const write = (...names: string[]) => describeIgnoredFields(new Set(names));

test("nothing ignored, nothing to say", () => {
  expect(write()).toBeNull();
});

test.each([
  ["clean_scratchs", "clean_scratchs (did you mean clean_scratches?)"],
  ["cleanScratches", "cleanScratches (did you mean clean_scratches?)"],
  ["face-remaster", "face-remaster (did you mean face_remaster?)"],
  ["outputFormat", "outputFormat (did you mean output_format?)"],
  ["Model", "Model (did you mean model?)"],
  ["images", "images (did you mean image?)"],
  ["streng", "streng (did you mean strength?)"],
  ["foo", "foo"],
  ["photo", "photo"],
  ["upscale", "upscale"],
  ["notes", "notes"],
])("%s: a known name is offered only where one is near", (name, described) => {
  expect(write(name)).toBe(described);
});

test("a field that exists and came as a file says so", () => {
  expect(write("model")).toBe("model (must be text, not a file)");
});

test("whatever a name holds, the value is one that a header can hold, and no name can pass for two", () => {
  expect(write("größe", 'a"b', "x\r\nSet-Cookie: a=b", "a, b", "(1 more)", "100%", "\ud800", "\0", "", "🌈")).toBe(
    "gr%C3%B6%C3%9Fe, a%22b, x%0D%0ASet-Cookie%3A%20a%3Db, a%2C%20b, %281%20more%29, 100%25, %EF%BF%BD, %00, (no name), %F0%9F%8C%88",
  );
});

test("many names and long ones stay below a kilobyte", () => {
  const value = write(...Array.from({ length: 39 }, (_none, at) => `${at}${"🌈".repeat(5_000)}`)) ?? "";
  expect(value.split(", ")).toHaveLength(11);
  expect(value).toMatch(/, 29 more$/);
  expect(value.length).toBeLessThan(1_000);
  expect(() => new Headers({ "X-Ignored-Fields": value })).not.toThrow();
});
