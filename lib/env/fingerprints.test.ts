import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { agreements, fingerprintSettings } from "./fingerprints";
import { secretNames } from "./secrets";
import { readSettings } from "./settings";
import { settingsSchema } from "./settings-schema";

const DATA_DIR = mkdtempSync(path.join(tmpdir(), "fingerprints-"));
const of = (given: Record<string, string>) =>
  fingerprintSettings(readSettings({ NODE_ENV: "test", DATA_DIR, DATABASE_URL: "postgresql://db/x", ...given }));

test("of every setting it is decided, once, whether the instances of a studio share it", () => {
  const decided = [...secretNames, ...Object.values(agreements).flat()];
  expect(decided.sort()).toEqual(Object.keys(settingsSchema.shape).sort());
});

test("a setting that differs is the one whose fingerprint differs, also when one side leaves it out", () => {
  const names = (a: Record<string, string>, b: Record<string, string>) =>
    Object.keys(of(a)).filter((name) => of(a)[name] !== of(b)[name]);
  expect(names({ PUBLIC_URL: "https://a.example" }, {})).toEqual(["PUBLIC_URL"]);
  expect(names({ RETENTION_HOURS: "168" }, {})).toEqual([]);
  expect(names({ IMAGE_URL_ALLOWED_HOSTS: "a,b" }, { IMAGE_URL_ALLOWED_HOSTS: "a, b" })).toEqual([]);
  expect(names({ PORT: "1", ENGINE_WORKERS: "2" }, { PORT: "3", ENGINE_WORKERS: "4" })).toEqual([]);
});

test("one Redis is the same place for every user of it, and another database of it is not", () => {
  const at = (REDIS_URL: string) => of({ REDIS_URL }).REDIS_URL;
  expect(at("redis://one:secret@redis:6379/1")).toBe(at("redis://two:other@redis:6379/1"));
  expect(at("redis://redis:6379/1")).not.toBe(at("redis://redis:6379/2"));
});
