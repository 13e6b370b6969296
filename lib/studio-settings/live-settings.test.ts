import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { Db } from "../db/client";
import { environmentOf, readSettings } from "../env/settings";
import { createLog } from "../log/log";
import { setUpDatabase } from "../testing/set-up";
import { changeSettings, type SettingValues } from "./change-settings";
import { createLiveSettings } from "./live-settings";

const fresh = setUpDatabase();
const DATA_DIR = mkdtempSync(path.join(tmpdir(), "live-settings-"));
const at = new Date("2026-11-29T12:00:00Z");
const operator = { actor: "operator", actorId: "usr_op" } as const;
const ends: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(ends.splice(0).map((end) => end())).then(() => {}));

/** A process of the studio with this environment. */
function openProcess(given: Record<string, string> = {}) {
  const lines: string[] = [];
  const settings = readSettings({ DATA_DIR, ...given });
  const log = createLog("info", { write: (line) => void lines.push(line) });
  let changes = 0;
  const onChange = () => {
    changes += 1;
  };
  const live = createLiveSettings({ db: fresh.db, settings, log, onChange });
  const change = (values: SettingValues, origin: Parameters<typeof changeSettings>[2]["origin"] = operator) =>
    changeSettings(fresh.db, { values, at }, { environment: environmentOf(settings), origin });
  return { settings, live, lines, change, changes: () => changes };
}
const readChanges = (db: Db) => db.studioSettingChange.findMany({ orderBy: { name: "asc" } });

describe("a change", () => {
  test("is the other process's too, as soon as it looks", async () => {
    const [one, other] = [openProcess(), openProcess()];
    await one.change({ SIGN_UP: "closed", RETENTION_HOURS: "24", WEBHOOK_RETRY_SECONDS: "1, 2" });
    await Promise.all([one.live.refresh(), other.live.refresh()]);
    const expected = { SIGN_UP: "closed", RETENTION_HOURS: 24, WEBHOOK_RETRY_SECONDS: [1, 2] };
    expect([one.settings, other.settings]).toMatchObject([expected, expected]);
    expect(other.changes()).toBe(1);
    await other.live.refresh();
    expect(other.changes()).toBe(1);
  });

  test("reaches a process that follows without being asked", async () => {
    const { settings, live, change } = openProcess();
    await live.refresh();
    const heard = new Promise<void>((resolve) => {
      const follower = createLiveSettings({ db: fresh.db, settings, log: createLog("silent"), onChange: resolve });
      ends.push(follower.follow());
    });
    await change({ MAINTENANCE: "true" });
    await heard;
    expect(settings.MAINTENANCE).toBe(true);
  });

  test("back to the default takes the row away, whatever the default is later", async () => {
    const { settings, live, change } = openProcess();
    await change({ RETENTION_HOURS: "24", ACCOUNT_STORAGE_GB: "5" });
    await change({ RETENTION_HOURS: null, ACCOUNT_STORAGE_GB: " " });
    await live.refresh();
    expect(settings).toMatchObject({ RETENTION_HOURS: 168, ACCOUNT_STORAGE_GB: undefined });
    expect(await fresh.db.studioSetting.count()).toBe(0);
  });

  test("keeps who, when, before and after, in the history and in the audit log; no change leaves none", async () => {
    const { change } = openProcess();
    await change({ SIGN_UP: "closed" });
    await change({ SIGN_UP: "closed", API_ENABLED: null });
    await change({ SIGN_UP: null }, { actor: "command_line" });
    const rows = await readChanges(fresh.db);
    expect(rows.map(({ name, before, after, by }) => [name, before, after, by])).toEqual([
      ["SIGN_UP", null, "closed", "usr_op"],
      ["SIGN_UP", "closed", null, null],
    ]);
    expect(
      await fresh.db.auditEntry.findMany({ select: { action: true, actor: true, target: true, details: true } }),
    ).toEqual([
      { action: "setting_changed", actor: "operator", target: "SIGN_UP", details: { before: null, after: "closed" } },
      {
        action: "setting_changed",
        actor: "command_line",
        target: "SIGN_UP",
        details: { before: "closed", after: null },
      },
    ]);
  });
});

describe("the environment", () => {
  test("wins over the database, and what it gives cannot be changed elsewhere", async () => {
    const [plain, given] = [openProcess(), openProcess({ SIGNUP_CREDITS: "7" })];
    await plain.change({ SIGNUP_CREDITS: "3" });
    await Promise.all([plain.live.refresh(), given.live.refresh()]);
    expect([plain.settings.SIGNUP_CREDITS, given.settings.SIGNUP_CREDITS]).toEqual([3, 7]);
    await expect(given.change({ SIGNUP_CREDITS: "4" })).rejects.toMatchObject({
      code: "setting_fixed",
      param: "SIGNUP_CREDITS",
    });
  });

  test("that contradicts a stored setting makes it ignored, with a line in the log, once", async () => {
    await openProcess().change({ SIGNUP_CREDITS: "20", SIGN_UP: "closed" });
    const { settings, live, lines } = openProcess({ SIGNUP_CREDITS_PER_DAY: "15" });
    await live.refresh();
    await live.refresh();
    expect(settings).toMatchObject({ SIGNUP_CREDITS: 10, SIGN_UP: "closed" });
    expect(lines.filter((line) => line.includes("cannot be used"))).toEqual([
      expect.stringContaining("SIGNUP_CREDITS"),
    ]);
  });
});

describe("what is refused", () => {
  test.each<[SettingValues, string]>([
    [{ RETENTION_HOURS: "0" }, "RETENTION_HOURS must be a whole number from 1 to 87600."],
    [{ RETENTION_HOURS: "a week" }, "RETENTION_HOURS must be a whole number from 1 to 87600."],
    [{ API_ENABLED: "yes" }, "API_ENABLED must be true or false."],
    [{ OPERATOR_CONTACT: "javascript:alert(1)" }, "OPERATOR_CONTACT must be a mailto:"],
    [{ MAINTENANCE_UNTIL: "tomorrow" }, "MAINTENANCE_UNTIL must be a time with its zone"],
    [{ CREDIT_PACKS: "[]" }, "CREDIT_PACKS is not valid"],
    [{ CREDIT_PACKS: "{" }, "CREDIT_PACKS must be valid JSON."],
    [{ SIGNUP_CREDITS_PER_DAY: "5" }, "SIGNUP_CREDITS_PER_DAY must be 0 or at least SIGNUP_CREDITS"],
  ])("%o says why, and nothing changes", async (values, sentence) => {
    const { change } = openProcess();
    const refused = change({ SIGN_UP: "closed", ...values });
    await expect(refused).rejects.toMatchObject({ code: "invalid_request", param: Object.keys(values)[0] });
    await expect(refused).rejects.toThrow(sentence);
    expect(await fresh.db.studioSetting.count()).toBe(0);
  });

  test("two changes that contradict each other, at the same time: one is refused", async () => {
    const { change, live, settings } = openProcess();
    await change({ SIGNUP_CREDITS_PER_DAY: "100" });
    const both = await Promise.allSettled([change({ SIGNUP_CREDITS: "50" }), change({ SIGNUP_CREDITS_PER_DAY: "20" })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await live.refresh();
    expect(settings.SIGNUP_CREDITS_PER_DAY).toBeGreaterThanOrEqual(settings.SIGNUP_CREDITS);
  });

  test("several that go together only together are taken together", async () => {
    const { change, live, settings } = openProcess();
    await change({ SIGNUP_CREDITS_PER_DAY: "5", SIGNUP_CREDITS_PER_RANGE_PER_DAY: "5", SIGNUP_CREDITS: "5" });
    await live.refresh();
    expect(settings).toMatchObject({ SIGNUP_CREDITS: 5, SIGNUP_CREDITS_PER_DAY: 5 });
  });
});

test("rows of another version are ignored with a line in the log, not with a crash", async () => {
  const rows = { NEW_SETTING: "1", RETENTION_HOURS: "forever", API_ENABLED: 7, SIGN_UP: "closed" };
  await fresh.db.studioSetting.createMany({
    data: Object.entries(rows).map(([name, value]) => ({ name, value })),
  });
  const { settings, live, lines, change } = openProcess();
  await live.refresh();
  expect(settings).toMatchObject({ RETENTION_HOURS: 168, SIGN_UP: "closed", API_ENABLED: true });
  for (const name of ["NEW_SETTING", "RETENTION_HOURS", "API_ENABLED"]) expect(lines[0]).toContain(name);
  // And they keep nobody from changing another.
  await change({ SIGN_UP: "open" });
});

test("a database that is away leaves the settings as they were", async () => {
  const { settings, live, change } = openProcess();
  await change({ SIGN_UP: "closed" });
  await live.refresh();
  const gone = { studioSetting: { findMany: () => Promise.reject(new Error("away")) } } as unknown as Db;
  const away = createLiveSettings({ db: gone, settings, log: createLog("silent") });
  await expect(away.refresh()).rejects.toThrow("away");
  expect(settings.SIGN_UP).toBe("closed");
});
