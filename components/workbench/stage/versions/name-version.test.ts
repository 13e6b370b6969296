import { expect, it } from "vitest";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { defaultOrder, type Order } from "@/lib/contract/order";
import { neutralRecipe } from "@/lib/contract/photos/recipe";
import { listComparable, nameVersions } from "./name-version";

const version = (jobId: string, order: Partial<Order>, more: Partial<JobAnswer> = {}) => ({
  jobId,
  outputUrl: `/files/${jobId}/out.png`,
  job: { jobId, order: { ...defaultOrder, ...order }, idleAddOns: [], ...more } as unknown as JobAnswer,
});

it("names a version after what was done: model, add-ons that did something, own colors", () => {
  const names = nameVersions([
    version("a", { model: "tiny" }),
    version("b", { cleanScratches: true, faceRemaster: true }),
    version("c", { cleanScratches: true, faceRemaster: true }, { idleAddOns: ["cleanScratches"] }),
    version("d", {}, { recipe: { ...neutralRecipe, strength: 1.2 } }),
  ]);
  expect([...names].toSorted()).toEqual([
    ["a", "Tiny"],
    ["b", "Large + Repair + Clarity"],
    ["c", "Large + Clarity"],
    ["d", "Large, adjusted"],
  ]);
});

it("gives no two versions one name, and no version another one when a newer comes", () => {
  const first = version("first", {});
  const second = version("second", {});
  expect(nameVersions([first]).get("first")).toBe("Large");
  const both = nameVersions([second, first]);
  expect(both.get("first")).toBe("Large");
  expect(both.get("second")).toBe("Large (2)");
});

const crop = { x: 0, y: 0, width: 0.5, height: 0.5 };

it("says what was cropped or turned where not all versions were, and only there", () => {
  const cropped = version("cropped", { crop });
  const turned = version("turned", { rotate: 90, crop }, { recipe: { ...neutralRecipe, strength: 1.2 } });
  expect([...nameVersions([turned, cropped, version("whole", {})]).values()]).toEqual([
    "Large",
    "Large, cropped",
    "Large, turned, cropped, adjusted",
  ]);
  expect(nameVersions([cropped]).get("cropped")).toBe("Large");
});

it("compares a version only with those of the same part", () => {
  const versions = [version("a", { crop }), version("b", {}), version("c", { crop, model: "tiny" })];
  expect(listComparable(versions, "a").map(({ jobId }) => jobId)).toEqual(["c"]);
  expect(listComparable(versions, "b")).toEqual([]);
  expect(listComparable(versions, undefined)).toEqual([]);
});
