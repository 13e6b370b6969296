import { describe, expect, it } from "vitest";
import { formatAgo, formatDeletion, formatProcessing, formatTimeLeft } from "./format-dates";

const now = new Date("2026-11-22T12:00:00Z");
const inMs = (ms: number) => new Date(now.getTime() + ms);
const hour = 3_600_000;

describe("times as people read them", () => {
  it.each([
    [640, "0.6 s"],
    [9_960, "10 s"],
    [59_400, "59 s"],
    [125_000, "2 min 5 s"],
  ])("shows %d ms of work as %s", (ms, text) => expect(formatProcessing(ms)).toBe(text));

  it.each([
    [7 * 24 * hour - 1, "6d 23h"],
    [24 * hour, "1d"],
    [3 * hour + 300_000, "3h 5m"],
    [20_000, "1m"],
    [0, "none"],
    [-5, "none"],
  ])("shows a link that lives %d ms more as %s", (ms, text) => expect(formatTimeLeft(inMs(ms), now)).toBe(text));

  it.each([
    ["2026-12-05T12:00:00Z", "UTC", "en-US", "Deleted on Dec 5"],
    ["2026-12-05T12:00:00Z", "UTC", "en-GB", "Deleted on 5 Dec"],
    ["2026-12-05T03:00:00Z", "America/New_York", "en-US", "Deleted on Dec 4"],
    ["2027-01-05T12:00:00Z", "UTC", "en-US", "Deleted on Jan 5, 2027"],
    ["2026-11-22T15:10:00Z", "UTC", "en-US", "Deleted today at 3:10 PM"],
    ["2026-11-22T23:30:00Z", "Asia/Tokyo", "en-US", "Deleted on Nov 23"],
  ])("says of files that go at %s, read in %s, in %s: %s", (at, timeZone, locale, text) =>
    expect(
      formatDeletion(new Date(at), { timeZone, locale, hour12: locale === "en-US" }, now).replace(/\s/g, " "),
    ).toBe(text),
  );

  it("says how long ago something was, and the date when that is more useful", () => {
    expect(formatAgo(inMs(-20_000), now)).toBe("just now");
    expect(formatAgo(inMs(-3 * 60_000), now)).toBe("3 minutes ago");
    expect(formatAgo(inMs(-26 * hour), now)).toBe("yesterday");
    expect(formatAgo(inMs(-8 * 24 * hour), now)).toBe("Nov 14, 2026");
  });
});
