import { expect, it } from "vitest";
import {
  addOnModes,
  addOnModeTexts,
  addOns,
  defaultOrder,
  orderFields,
  pickOwn,
  readAddOnMode,
  setAddOnMode,
} from "./order";

it("an add-on is in the mode that it was set to, whatever it was in before, and the other one stays as it was", () => {
  for (const [addOn, other] of [addOns, [...addOns].reverse()] as const) {
    for (const before of addOnModes) {
      for (const mode of addOnModes) {
        const order = setAddOnMode(setAddOnMode(setAddOnMode(defaultOrder, other, "auto"), addOn, before), addOn, mode);
        expect(readAddOnMode(order, addOn)).toBe(mode);
        expect(readAddOnMode(order, other)).toBe("auto");
      }
    }
  }
});

it("the order in which add-ons were set does not show", () => {
  const forwards = addOns.reduce((order, addOn) => setAddOnMode(order, addOn, "auto"), defaultOrder);
  const backwards = [...addOns].reverse().reduce((order, addOn) => setAddOnMode(order, addOn, "auto"), defaultOrder);
  expect(forwards).toEqual(backwards);
  expect(forwards).toMatchObject({ cleanScratches: true, faceRemaster: true, autoAddOns: [...addOns] });
});

it("an order of its own stays what it was", () => {
  setAddOnMode(defaultOrder, "faceRemaster", "auto");
  expect(defaultOrder.autoAddOns).toEqual([]);
});

it("a form reads each mode as it is written, in any case", () => {
  for (const mode of addOnModes) {
    expect(orderFields.clean_scratches.parse(addOnModeTexts[mode])).toBe(mode);
    expect(orderFields.face_remaster.parse(` ${addOnModeTexts[mode].toUpperCase()} `)).toBe(mode);
  }
  expect(orderFields.clean_scratches.parse(undefined)).toBe("off");
  expect(orderFields.clean_scratches.safeParse("maybe").success).toBe(false);
});

it("options that are given to other photos leave these their edits and what is known about their colors", () => {
  const own = { ...defaultOrder, page: 2, hint: "the dress was green" };
  const given = { ...defaultOrder, model: "tiny", rotate: 90, hint: "the sea was gray" } as const;
  expect({ ...given, ...pickOwn(own) }).toEqual({ ...own, model: "tiny" });
});
