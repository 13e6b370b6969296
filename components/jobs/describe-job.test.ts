import { describe, expect, it } from "vitest";
import { defaultOrder } from "@/lib/contract/order";
import { describeCharge, describeOrder, describeProgress, describeSource, findJobFiles } from "./describe-job";

describe("what a job's owner reads", () => {
  it.each(["failed", "canceled"] as const)("says a %s job was not charged", (status) => {
    expect(describeCharge({ mode: "live", status, priceCredits: 4, creditsCharged: 0 })).toEqual({
      text: "Not charged",
      tone: "free",
    });
  });

  it("says what a finished job cost, and what a running one holds", () => {
    expect(describeCharge({ mode: "live", status: "succeeded", priceCredits: 1, creditsCharged: 1 }).text).toBe(
      "1 credit",
    );
    expect(describeCharge({ mode: "live", status: "succeeded", priceCredits: 4, creditsCharged: 4 }).text).toBe(
      "4 credits",
    );
    expect(describeCharge({ mode: "live", status: "succeeded", priceCredits: 3, creditsCharged: 1 }).text).toBe(
      "1 of 3 credits",
    );
    expect(describeCharge({ mode: "live", status: "running", priceCredits: 2, creditsCharged: 0 }).text).toBe(
      "2 credits on hold",
    );
  });

  it("says that a test key costs nothing, also while the job runs", () => {
    expect(describeCharge({ mode: "test", status: "running", priceCredits: 0, creditsCharged: 0 }).text).toBe(
      "Test, free",
    );
  });

  it("distinguishes files that were deleted after their time from an output that never existed", () => {
    expect(findJobFiles({ status: "succeeded", inputUrl: null, outputUrl: null })).toBe("gone");
    expect(findJobFiles({ status: "failed", inputUrl: "/files/a", outputUrl: null })).toBe("none");
    expect(findJobFiles({ status: "running", inputUrl: "/files/a", outputUrl: null })).toBe("waiting");
    expect(findJobFiles({ status: "succeeded", inputUrl: null, outputUrl: "/files/b" })).toBe("there");
  });

  it("names where a job came from, also after its key was deleted", () => {
    expect(describeSource({ source: "workbench", keyName: null })).toBe("Workbench");
    expect(describeSource({ source: "api", keyName: "Archive scanner" })).toBe("Archive scanner");
    expect(describeSource({ source: "api", keyName: null })).toBe("API, key deleted");
  });

  it("puts order and progress in words", () => {
    const order = { ...defaultOrder, cleanScratches: true, faceRemaster: true };
    expect(describeOrder({ order, idleAddOns: [] })).toBe("Large + Smart Damage Repair + AI Clarity Boost");
    expect(describeOrder({ order, idleAddOns: ["faceRemaster"] })).toBe(
      "Large + Smart Damage Repair + AI Clarity Boost (not charged)",
    );
    expect(describeProgress({ status: "running", stage: "color", percent: 62 })).toBe("Adding color, 62%");
    expect(describeProgress({ status: "queued", stage: null, percent: 0 })).toBe("Waiting in line");
  });
});
