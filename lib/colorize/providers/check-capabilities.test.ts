import { expect, test } from "vitest";
import { addOns, defaultOrder } from "../../contract/order";
import { checkCapabilities } from "./check-capabilities";

const can = { available: true, reason: null };
const cannot = { available: false, reason: "No model for this is installed yet." };
const all = { models: { large: can, tiny: can }, addOns: { cleanScratches: can, faceRemaster: can }, hints: can };
const none = {
  models: { large: cannot, tiny: cannot },
  addOns: { cleanScratches: cannot, faceRemaster: cannot },
  hints: cannot,
};
const everything = { ...defaultOrder, cleanScratches: true, faceRemaster: true, hint: "the dress was green" };

test("what the provider can do is let through", () => {
  expect(() => checkCapabilities(all, everything)).not.toThrow();
});

test.each([
  ["model", { ...all, models: { large: cannot, tiny: can } }],
  ["clean_scratches", { ...all, addOns: { cleanScratches: cannot, faceRemaster: can } }],
  ["face_remaster", { ...all, addOns: { cleanScratches: can, faceRemaster: cannot } }],
  ["hint", { ...all, hints: cannot }],
])("without an engine for %s the order is refused by the name of the field, with the reason", (param, capabilities) => {
  const refused = expect.objectContaining({
    code: "not_configured",
    param,
    message: expect.stringContaining(cannot.reason),
  });
  expect(() => checkCapabilities(capabilities, everything)).toThrow(refused);
});

test.each(addOns)("%s is looked at when it is ordered alone, and only then", (addOn) => {
  const lacking = { ...all, addOns: { ...all.addOns, [addOn]: cannot } };
  const others = Object.fromEntries(addOns.map((other) => [other, other !== addOn]));
  expect(() => checkCapabilities(lacking, { ...defaultOrder, [addOn]: true })).toThrow(cannot.reason);
  expect(() => checkCapabilities(lacking, { ...defaultOrder, ...others })).not.toThrow();
});

test("what is not ordered need not be there", () => {
  const onlyTiny = { ...none, models: { large: cannot, tiny: can } };
  expect(() => checkCapabilities(onlyTiny, { ...defaultOrder, model: "tiny" })).not.toThrow();
  expect(() => checkCapabilities(onlyTiny, defaultOrder)).toThrow(expect.objectContaining({ param: "model" }));
});
