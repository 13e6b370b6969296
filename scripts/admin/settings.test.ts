import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runAdmin } from "../../lib/testing/run-admin";
import { UsageError } from "../command-line";
import { readCommand } from "./read-command";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "admin-settings-"));
});
afterAll(() => rm(dataDir, { recursive: true }));

const admin = (...args: string[]) => runAdmin({ DATA_DIR: dataDir, SIGNUP_CREDITS: "7", SIGN_UP: "closed" }, args);

test("the command line closes the studio and says what it is set to; the first account of a closed studio runs it", async () => {
  const first = await admin("create-user", "ada@example.org");
  expect(first.json()).toMatchObject({ email: "ada@example.org", role: "operator" });
  expect((await admin("remove-operator", "ada@example.org")).stderr).toContain("the only account that runs the studio");
  await admin("maintenance", "on", "--message", "We are moving.", "--until", "2027-01-31T18:00:00Z");
  const { settings, findings } = (await admin("settings")).json();
  const rowOf = (name: string) => settings.find((setting: { name: string }) => setting.name === name);
  expect(rowOf("MAINTENANCE")).toEqual({ name: "MAINTENANCE", value: "true", source: "here", default: "false" });
  expect(rowOf("MAINTENANCE_MESSAGE")).toMatchObject({ value: "We are moving." });
  expect(rowOf("SIGNUP_CREDITS")).toMatchObject({ value: "7", source: "environment" });
  expect(findings).toEqual(expect.arrayContaining([expect.objectContaining({ names: ["MAINTENANCE"] })]));
}, 240_000);

test("only what changes while the studio runs can be set, and maintenance is on or off", () => {
  expect(readCommand(["set", "RETENTION_HOURS", "24"])).toMatchObject({ setting: "RETENTION_HOURS", value: "24" });
  expect(readCommand(["unset", "SIGN_UP"])).toMatchObject({ name: "unset", setting: "SIGN_UP" });
  expect(readCommand(["maintenance", "off"])).toEqual({ name: "maintenance", on: false });
  for (const wrong of [
    ["set", "DATABASE_URL", "x"],
    ["set", "SIGN_UP"],
    ["maintenance", "perhaps"],
  ])
    expect(() => readCommand(wrong)).toThrow(UsageError);
});
