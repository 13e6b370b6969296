import { expect, test } from "vitest";
import type { Usage, UsageRow } from "@/lib/contract/v1/usage";
import { roundScale, stackDays } from "./stack-days";
import { readUsageFilters, writeUsageFilters, writeUsageQuery } from "./usage-filters-in-address";

const row = (day: string, credits: number, group: Partial<UsageRow>): UsageRow => ({
  day: `2026-03-${day}`,
  keyId: null,
  keyName: null,
  model: null,
  jobs: credits,
  succeeded: credits,
  failed: 0,
  canceled: 0,
  credits,
  ...group,
});
const usage = (rows: UsageRow[]): Usage => ({
  from: "2026-02-27",
  to: "2026-03-02",
  by: ["day"],
  rows,
  totals: { jobs: 0, succeeded: 0, failed: 0, canceled: 0, credits: 0 },
});

test("every day of the span is there, also over a month's end and without a job", () => {
  const { series, days } = stackDays(
    usage([row("01", 3, { model: "tiny" }), row("02", 2, { model: "large" })]),
    "model",
  );
  expect(series).toEqual([
    { id: "tiny", name: "Tiny", credits: 3 },
    { id: "large", name: "Large", credits: 2 },
  ]);
  expect(days).toEqual([
    { day: "2026-02-27", credits: 0, parts: [0, 0] },
    { day: "2026-02-28", credits: 0, parts: [0, 0] },
    { day: "2026-03-01", credits: 3, parts: [3, 0] },
    { day: "2026-03-02", credits: 2, parts: [0, 2] },
  ]);
});

test("small series are one, keys of one name stay apart, and nothing gets lost", () => {
  const rows = ["a", "b", "c", "d"].map((id, n) => row("01", 10 - n, { keyId: id, keyName: "scanner" }));
  const { series, days } = stackDays(
    usage([...rows, row("01", 1, {}), row("01", 2, { keyId: "e", keyName: "e" })]),
    "key",
    4,
  );
  expect(series.map(({ name, credits }) => [name, credits])).toEqual([
    ["scanner", 10],
    ["scanner", 9],
    ["scanner", 8],
    ["scanner", 7],
    ["Other", 3],
  ]);
  expect(days[2]).toEqual({ day: "2026-03-01", credits: 37, parts: [10, 9, 8, 7, 3] });
});

test("a day of nothing but failures has no bar", () => {
  const { series, days } = stackDays(usage([row("01", 0, { model: "tiny" })]), "model");
  expect(series).toEqual([]);
  expect(days[2]).toMatchObject({ credits: 0, parts: [] });
});

test.each([
  [0, 2],
  [1, 2],
  [3, 4],
  [5, 6],
  [7, 10],
  [11, 20],
  [41, 60],
  [101, 200],
])("a peak of %d is drawn on a scale to %d", (peak, scale) => expect(roundScale(peak)).toBe(scale));

test("the URL says period and grouping, and an unknown one opens the default page", () => {
  expect(readUsageFilters(new URLSearchParams("days=7&by=key"))).toEqual({ days: 7, by: "key" });
  expect(readUsageFilters(new URLSearchParams("days=5&by=day"))).toEqual({ days: 30, by: "model" });
  expect(writeUsageFilters({ days: 30, by: "model" })).toBe("");
  expect(writeUsageFilters({ days: 90, by: "key" })).toBe("?days=90&by=key");
  expect(writeUsageQuery({ days: 7, by: "key" }, "2026-03-02")).toBe("?from=2026-02-24&to=2026-03-02&by=day,key");
});
