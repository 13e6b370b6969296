import { expect, it } from "vitest";
import { utcForm } from "@/lib/format/format-dates";
import { canBeKept, describeFiles } from "./describe-files";

const now = new Date("2026-11-29T12:00:00Z");
const urls = { outputUrl: "/files/b", inputUrl: "/files/a" };
const job = { ...urls, status: "succeeded", mode: "live", kept: false, expiresAt: "2026-12-05T12:00:00Z" } as const;

it("says plainly how long a photo's files live", () => {
  expect(describeFiles(job, utcForm, now)).toBe("Deleted on Dec 5");
  expect(describeFiles({ ...job, kept: true }, utcForm, now)).toBe("Kept");
  expect(describeFiles({ ...job, outputUrl: null }, utcForm, now)).toBe("Files deleted");
  expect(describeFiles({ ...job, outputUrl: null, status: "running" }, utcForm, now)).toBeNull();
  expect(describeFiles({ ...job, outputUrl: null, status: "failed" }, utcForm, now)).toBeNull();
});

it("offers to keep only files that are there, and none of a test key", () => {
  expect(canBeKept(job)).toBe(true);
  expect(canBeKept({ ...job, mode: "test" })).toBe(false);
  expect(canBeKept({ ...job, outputUrl: null })).toBe(false);
});
