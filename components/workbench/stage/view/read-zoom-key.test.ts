import { expect, it } from "vitest";
import { readZoomKey } from "./read-zoom-key";

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  readZoomKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

it.each([
  ["+", "in"],
  ["=", "in"],
  ["-", "out"],
  ["0", "fit"],
  ["1", "actual"],
  ["F", "full screen"],
  ["2", null],
])("the key %s means %s", (key, meaning) => expect(press(key)).toBe(meaning));

it("leaves the browser's own zoom alone", () => {
  expect(press("+", { ctrlKey: true })).toBeNull();
  expect(press("0", { metaKey: true })).toBeNull();
});
