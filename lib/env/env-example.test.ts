import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { settingsSchema } from "./settings-schema";

const example = readFileSync(path.resolve(import.meta.dirname, "../../.env.example"), "utf8");
const lines = example.split("\n");
const setting = /^# ?([A-Z][A-Z0-9_]*)=(.*)$/;
const entries = lines.flatMap((line, at) => {
  const [, name, value] = setting.exec(line) ?? [];
  return name ? [{ name, value: value ?? "", before: lines[at - 1] ?? "" }] : [];
});

test(".env.example names every setting, once, and no other", () => {
  expect(entries.map(({ name }) => name).sort()).toEqual(Object.keys(settingsSchema.shape).sort());
});

test("every setting is explained on the line above it", () => {
  for (const { name, before } of entries) expect(before, name).toMatch(/^# \S+ \S+ .*\S$/);
});

test("a setting with a default shows that default", () => {
  for (const [name, field] of Object.entries(settingsSchema.shape)) {
    const fallback: unknown = field.safeParse(undefined).data;
    if (fallback === undefined || Array.isArray(fallback)) continue;
    expect(entries.find((entry) => entry.name === name)?.value, name).toBe(String(fallback));
  }
});

test("copied as it is, the file sets nothing", () => {
  expect(lines.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
});

test("every value shown is one the studio accepts", () => {
  const given = Object.fromEntries(entries.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]));
  expect(settingsSchema.safeParse(given).error).toBeUndefined();
});
