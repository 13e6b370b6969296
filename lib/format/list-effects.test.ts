import { describe, expect, it } from "vitest";
import { type PhotoFacts, unknownFacts } from "../contract/photos/photo-facts";
import { listEffects } from "./list-effects";

const both = {
  status: "succeeded",
  order: { cleanScratches: true, faceRemaster: true },
  idleAddOns: [],
  priceCredits: 4,
} as const;
const seen = (facts: Partial<PhotoFacts>) => ({ ...unknownFacts, tone: "gray" as const, ...facts });
const repair = "Smart Damage Repair";
const clarity = "AI Clarity Boost";

describe("what the add-ons did", () => {
  it("is listed for those that were ordered, with what each cost", () => {
    const facts = seen({ damagePercent: 3.4, faces: 2 });
    expect(listEffects({ ...both, idleAddOns: [], facts })).toEqual([
      `${repair}: damage on about 3% repaired, 1 credit`,
      `${clarity}: 2 faces made clear, 2 credits`,
    ]);
    const one = { ...both, idleAddOns: [], order: { ...both.order, cleanScratches: false }, priceCredits: 3 };
    expect(listEffects({ ...one, facts: seen({ faces: 1 }) })).toEqual([`${clarity}: 1 face made clear, 2 credits`]);
    expect(listEffects({ ...one, facts: seen({ faces: 0, clarityGain: 2 }) })).toEqual([
      `${clarity}: the whole photo made clearer, 2 credits`,
    ]);
  });

  it("is nothing, and not charged, where an add-on was idle", () => {
    const facts = seen({ damagePercent: 0, faces: 0 });
    expect(listEffects({ ...both, idleAddOns: ["cleanScratches", "faceRemaster"], facts })).toEqual([
      `${repair}: nothing to repair, not charged`,
      `${clarity}: nothing to improve, not charged`,
    ]);
    expect(listEffects({ ...both, idleAddOns: ["faceRemaster"], facts: unknownFacts })).toEqual([
      `${repair}: 1 credit`,
      `${clarity}: nothing to improve, not charged`,
    ]);
  });

  it("is not claimed where nobody knows, and its cost not where the job was free", () => {
    expect(listEffects({ ...both, idleAddOns: [], facts: unknownFacts })).toEqual([
      `${repair}: 1 credit`,
      `${clarity}: 2 credits`,
    ]);
    expect(listEffects({ ...both, idleAddOns: [], priceCredits: 0, facts: seen({ damagePercent: 0 }) })).toEqual([
      `${repair}: no damage found`,
      `${clarity}: done`,
    ]);
    expect(listEffects({ ...both, idleAddOns: [], status: "running", facts: null })).toEqual([]);
  });
});
