import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runAdmin } from "../../lib/testing/run-admin";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "admin-settings-"));
});
afterAll(() => rm(dataDir, { recursive: true }));

const admin = (...args: string[]) => runAdmin({ DATA_DIR: dataDir, SIGNUP_CREDITS: "7", SIGN_UP: "closed" }, args);

test("the command line runs the studio as its pages do: settings, maintenance, and who is an operator", async () => {
  const first = await admin("create-user", "ada@example.org");
  expect(first.json()).toMatchObject({ email: "ada@example.org", role: "operator" });
  await admin("create-user", "bob@example.org");
  expect((await admin("remove-operator", "ada@example.org")).stderr).toContain("the only account that runs the studio");
  expect((await admin("make-operator", "bob@example.org")).json()).toMatchObject({ role: "operator", changed: true });
  expect((await admin("remove-operator", "ada@example.org")).json()).toMatchObject({ role: "customer", changed: true });

  const set = await admin("set", "RETENTION_HOURS", "24");
  expect(set.json()).toEqual([{ name: "RETENTION_HOURS", value: "24", source: "here", default: "168" }]);
  expect((await admin("set", "RETENTION_HOURS", "0")).stderr).toContain("must be a whole number from 1 to 87600");
  expect((await admin("set", "SIGNUP_CREDITS", "9")).stderr).toContain("given by the environment");
  expect(await admin("set", "DATABASE_URL", "postgresql://x/y")).toMatchObject({ code: 2 });
  expect((await admin("unset", "RETENTION_HOURS")).json()).toMatchObject([{ value: "168", source: "default" }]);

  await admin("maintenance", "on", "--message", "We are moving.", "--until", "2027-01-31T18:00:00Z");
  const { settings, findings } = (await admin("settings")).json();
  expect(settings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: "MAINTENANCE", value: "true" }),
      expect.objectContaining({ name: "MAINTENANCE_MESSAGE", value: "We are moving." }),
    ]),
  );
  expect(findings).toEqual(expect.arrayContaining([expect.objectContaining({ names: ["MAINTENANCE"] })]));
  const off = (await admin("maintenance", "off")).json();
  expect(off.map(({ value }: { value: string | null }) => value)).toEqual(["false", null, null]);
}, 240_000);
