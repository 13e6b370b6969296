import { expect, it } from "vitest";
import { hasWork, type PhotoFacts, unknownFacts } from "./photo-facts";

const seen = (facts: Partial<PhotoFacts>): PhotoFacts => ({ ...unknownFacts, ...facts });

it("repair has something to do where damage was found, however little, and where nobody looked", () => {
  expect(hasWork("cleanScratches", seen({ damagePercent: 0 }))).toBe(false);
  expect(hasWork("cleanScratches", seen({ damagePercent: 0.01 }))).toBe(true);
  expect(hasWork("cleanScratches", unknownFacts)).toBe(true);
  expect(hasWork("cleanScratches", null)).toBe(true);
});

it("clarity has something to do where the photo gains, with or without faces, and where nobody knows", () => {
  expect(hasWork("faceRemaster", seen({ clarityGain: 0, faces: 4 }))).toBe(false);
  expect(hasWork("faceRemaster", seen({ clarityGain: 1, faces: 0 }))).toBe(true);
  expect(hasWork("faceRemaster", seen({ faces: 0 }))).toBe(true);
  expect(hasWork("faceRemaster", null)).toBe(true);
});

it("what one add-on finds says nothing about the other", () => {
  expect(hasWork("faceRemaster", seen({ damagePercent: 0 }))).toBe(true);
  expect(hasWork("cleanScratches", seen({ clarityGain: 0 }))).toBe(true);
});
