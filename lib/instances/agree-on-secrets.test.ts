import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { secretNames } from "../env/secrets";
import { readSettings } from "../env/settings";
import { createLog } from "../log/log";
import { setUpDatabase } from "../testing/set-up";
import { adoptSecrets, agreeOnSecrets } from "./agree-on-secrets";
import { joinStudio } from "./join-studio";

const database = setUpDatabase();

const newMachine = (given: Record<string, string> = {}) => {
  const settings = readSettings({ NODE_ENV: "test", DATA_DIR: mkdtempSync(path.join(tmpdir(), "secrets-")), ...given });
  return { settings, given };
};
type Machine = ReturnType<typeof newMachine>;
const start = ({ settings, given }: Machine) => agreeOnSecrets(database.db, settings, given);
const secretsOf = ({ settings }: Machine) => Object.fromEntries(secretNames.map((name) => [name, settings[name]]));

test("a second machine with the first one's secrets starts, and so does the first one again", async () => {
  const first = newMachine();
  await start(first);
  await start(newMachine(secretsOf(first)));
  await start(first);
});

test("a machine that made secrets of its own does not start, and is told so", async () => {
  await start(newMachine());
  const second = newMachine();
  await expect(start(second)).rejects.toThrow(
    `They are not set here, so this machine made its own in ${second.settings.DATA_DIR}/secrets.json.`,
  );
});

test("one other secret is named alone, with what giving up the earlier one would do", async () => {
  const first = newMachine();
  await start(first);
  const changed = newMachine({ ...secretsOf(first), API_KEY_SECRET: "another secret, 32 characters long" });
  await expect(start(changed)).rejects.toThrow(
    /^API_KEY_SECRET is not what .*admin -- adopt-secrets`; then no API key/,
  );
});

test("of two machines that start first at the same time, with different secrets, one does not start", async () => {
  const starts = await Promise.allSettled([start(newMachine()), start(newMachine())]);
  expect(starts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a secret that a later version adds is recorded beside the others", async () => {
  const first = newMachine();
  await start(first);
  await database.db.agreedSecret.delete({ where: { name: "RECEIPT_SECRET" } });
  await start(first);
  expect(await database.db.agreedSecret.count()).toBe(secretNames.length);
});

test("an operator changes secrets on purpose, once no instance runs with the earlier ones", async () => {
  const before = newMachine();
  await start(before);
  const log = createLog("silent");
  const running = await joinStudio({ db: database.db, settings: before.settings, version: "1.2.3", log });
  const after = newMachine({ ...secretsOf(before), LINK_SECRET: "another secret, 32 characters long" });
  await expect(adoptSecrets(database.db, after.settings)).rejects.toThrow(`${running.id} of this studio run`);
  await running.leave();
  expect(await adoptSecrets(database.db, after.settings)).toEqual(["LINK_SECRET"]);
  await start(after);
  await expect(start(before)).rejects.toThrow("LINK_SECRET is not what");
});

test("what is stored of a secret is too short to find it by", async () => {
  await start(newMachine());
  for (const { fingerprint } of await database.db.agreedSecret.findMany()) expect(fingerprint).toMatch(/^[0-9a-f]{8}$/);
});
