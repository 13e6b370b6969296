import { expect, test } from "vitest";
import { parseForm } from "./parse-form";

test("brackets become objects, and lists where they count", () => {
  const text =
    "mode=payment&line_items[0][price_data][unit_amount]=500&line_items[1][price]=p&expand[]=a&expand[]=b&m[k]=v";
  expect(parseForm(text)).toEqual({
    mode: "payment",
    line_items: [{ price_data: { unit_amount: "500" } }, { price: "p" }],
    expand: ["a", "b"],
    m: { k: "v" },
  });
});

test.each(["a[b=1", "[a]=1", "a[b]c=1", "a=1&a=2", "a=1&a[b]=2"])("%s is refused", (text) => {
  expect(() => parseForm(text)).toThrow();
});

test("a key can't reach an object's own workings", () => {
  const parsed = parseForm("__proto__[polluted]=1&a[__proto__][polluted]=1");
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(parsed)).toEqual(["__proto__", "a"]);
});
