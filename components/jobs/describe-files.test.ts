import { expect, it } from "vitest";
import { canBeKept, describeFiles } from "./describe-files";

const now = new Date("2026-11-29T12:00:00Z");
const urls = { outputUrl: "/files/b", inputUrl: "/files/a" };
const job = { ...urls, status: "succeeded", mode: "live", kept: false, expiresAt: "2026-12-05T12:00:00Z" } as const;

it("says plainly how long a photo's files live", () => {
  expect(describeFiles(job, now)).toMatch(/^Deleted on (Dec 5|5 Dec)$/);
  expect(describeFiles({ ...job, kept: true }, now)).toBe("Kept");
  expect(describeFiles({ ...job, outputUrl: null }, now)).toBe("Files deleted");
  expect(describeFiles({ ...job, outputUrl: null, status: "running" }, now)).toBeNull();
  expect(describeFiles({ ...job, outputUrl: null, status: "failed" }, now)).toBeNull();
});

it("offers to keep only files that are there, and none of a test key", () => {
  expect(canBeKept(job)).toBe(true);
  expect(canBeKept({ ...job, mode: "test" })).toBe(false);
  expect(canBeKept({ ...job, outputUrl: null })).toBe(false);
});
