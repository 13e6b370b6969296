import { describe, expect, it } from "vitest";
import { findObstacle, readChoices, writeChoicesAddress } from "./sample-choices";

const defaults = {
  view: "code",
  input: "file",
  model: "large",
  repair: false,
  clarity: false,
  lang: "curl",
  key: null,
} as const;

describe("choices in the address", () => {
  it("come back as they were written", () => {
    const chosen = { ...defaults, view: "try", input: "data-url", model: "tiny", repair: true, clarity: true } as const;
    for (const choices of [{ ...chosen, lang: "go", key: "mine" } as const, { ...chosen, lang: "php" } as const]) {
      const address = new URL(writeChoicesAddress("/docs", choices), "https://studio.test");
      expect(readChoices(Object.fromEntries(address.searchParams))).toEqual(choices);
    }
  });

  it("leave the plain address alone while nothing is chosen", () => {
    expect(writeChoicesAddress("/docs", defaults)).toBe("/docs");
  });

  it.each([
    {},
    { input: "fax", model: "huge", lang: "cobol", view: "x", repair: "yes", clarity: "0", key: "pxs_live_secret" },
    { input: ["url", "file"], model: ["tiny"], repair: ["1"], lang: "" },
    { input: "__proto__", lang: "constructor" },
  ])("that make no sense are the defaults: %j", (query) => {
    expect(readChoices(query)).toEqual(defaults);
  });
});

const yes = { available: true, reason: null };
const no = { available: false, reason: "No model." };
const capabilities = { models: { large: yes, tiny: no }, addOns: { cleanScratches: no, faceRemaster: yes }, hints: no };

it("says before a call is sent what this studio would refuse, and nothing where it would not", () => {
  const find = (model: "large" | "tiny", repair: boolean) =>
    findObstacle(capabilities, { model, repair, clarity: true });
  expect(find("large", true)).toMatch(/^Smart Damage Repair is not set up on this studio: the call returns 503/);
  expect(find("tiny", true)).toMatch(/^The model tiny and Smart Damage Repair are not set up/);
  expect(find("large", false)).toBeNull();
});
