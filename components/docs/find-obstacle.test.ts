import { expect, it } from "vitest";
import { findObstacle } from "./find-obstacle";

const yes = { available: true, reason: null };
const no = { available: false, reason: "No model." };
const capabilities = { models: { large: yes, tiny: no }, addOns: { cleanScratches: no, faceRemaster: yes } };

it("says before a call is sent what this studio would refuse, and nothing where it would not", () => {
  const find = (model: "large" | "tiny", repair: boolean) =>
    findObstacle(capabilities, { model, repair, clarity: true });
  expect(find("large", true)).toMatch(/^Smart Damage Repair is not set up on this studio: the call answers 503/);
  expect(find("tiny", true)).toMatch(/^The model tiny and Smart Damage Repair are not set up/);
  expect(find("large", false)).toBeNull();
});
