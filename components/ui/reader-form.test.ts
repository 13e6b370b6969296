import { expect, it } from "vitest";
import { formatDay, formatMoment } from "@/lib/format/format-dates";
import { formFor, inZone, serverForm } from "./reader-form";

const date = new Date("2026-11-22T23:10:00Z");

it.each([
  ["en-US", "America/New_York", "Nov 22, 2026", "Nov 22, 2026, 6:10 PM"],
  ["en-GB", "Europe/London", "22 Nov 2026", "22 Nov 2026, 23:10"],
  ["de-DE", "Europe/Berlin", "23 Nov 2026", "23 Nov 2026, 00:10"],
  ["de", "Europe/Berlin", "23 Nov 2026", "23 Nov 2026, 00:10"],
  ["ja-JP", "Asia/Tokyo", "Nov 23, 2026", "Nov 23, 2026, 08:10"],
])("a reader of %s in %s sees their own day, order and clock, in English words", (language, zone, day, moment) => {
  const form = formFor(language, zone);
  expect(formatDay(date, form)).toBe(day);
  expect(formatMoment(date, form).replaceAll("\u202f", " ")).toBe(moment);
});

it("the server, which knows no reader, writes UTC and says so", () => {
  expect(formatMoment(date, serverForm).replaceAll("\u202f", " ")).toBe("Nov 22, 2026, 11:10 PM UTC");
});

it("a browser whose language is no language tag is read to in American English", () => {
  for (const language of ["en-US@posix", "", "c"]) {
    expect(formFor(language, "UTC")).toEqual({ locale: "en-US", timeZone: "UTC", hour12: true });
  }
});

it("a zone that was chosen replaces the browser's, and one that the browser does not know changes nothing", () => {
  const form = formFor("en-GB", "Europe/London");
  expect(formatMoment(date, inZone(form, "Asia/Tokyo"))).toBe("23 Nov 2026, 08:10");
  expect(inZone(form, "Mars/Olympus")).toEqual(form);
  expect(inZone(form, null)).toEqual(form);
});
