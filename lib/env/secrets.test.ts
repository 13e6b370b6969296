import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { readOrCreateSecrets, secretNames } from "./secrets";

let dataDir: string;
beforeEach(() => {
  dataDir = path.join(mkdtempSync(path.join(tmpdir(), "secrets-")), "data");
});
const file = () => path.join(dataDir, "secrets.json");
const stored = () => JSON.parse(readFileSync(file(), "utf8"));

test("every secret is made once, different from the others, long enough, and kept", () => {
  const first = readOrCreateSecrets(dataDir, {});
  expect(Object.keys(first).sort()).toEqual([...secretNames].sort());
  expect(new Set(Object.values(first)).size).toBe(secretNames.length);
  for (const secret of Object.values(first)) expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(readOrCreateSecrets(dataDir, {})).toEqual(first);
});

test("the folder and the file are for their owner alone", () => {
  readOrCreateSecrets(dataDir, {});
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("a secret of a later version is added to an older file, and none of those that were there changes", () => {
  const { RECEIPT_SECRET, ...older } = readOrCreateSecrets(dataDir, {});
  writeFileSync(file(), JSON.stringify(older));
  const now = readOrCreateSecrets(dataDir, {});
  expect(now).toMatchObject(older);
  expect(now.RECEIPT_SECRET).not.toBe(RECEIPT_SECRET);
  expect(stored()).toEqual(now);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("with all of them given nothing is written, and what is given is never written", () => {
  const given = Object.fromEntries(secretNames.map((name) => [name, name.padEnd(32, "x")]));
  expect(readOrCreateSecrets(dataDir, given)).toEqual(given);
  expect(() => statSync(file())).toThrow("ENOENT");
  const { AUTH_SECRET } = given;
  expect(readOrCreateSecrets(dataDir, { AUTH_SECRET }).AUTH_SECRET).toBe(AUTH_SECRET);
  expect(JSON.stringify(stored())).not.toContain(AUTH_SECRET);
});

test("a file that is damaged stops the start, instead of replacing what others were signed with", () => {
  readOrCreateSecrets(dataDir, {});
  writeFileSync(file(), "{");
  expect(() => readOrCreateSecrets(dataDir, {})).toThrow();
  expect(readFileSync(file(), "utf8")).toBe("{");
});
