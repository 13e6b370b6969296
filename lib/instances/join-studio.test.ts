import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSettings } from "../env/settings";
import { createLog } from "../log/log";
import { setUpDatabase } from "../testing/set-up";
import { listInstances } from "./instance-rows";
import { joinStudio, type Membership } from "./join-studio";

const database = setUpDatabase();
const joined: Membership[] = [];
afterEach(async () => {
  for (const membership of joined.splice(0)) await membership.leave();
});

const logged: string[] = [];
beforeEach(() => {
  logged.length = 0;
});
const log = createLog("warn", { write: (line) => void logged.push(line) });
const newFolder = () => mkdtempSync(path.join(tmpdir(), "instance-"));

type Start = {
  settings?: Record<string, string>;
  dataDir?: string;
  wait?: () => Promise<unknown>;
  renewEveryMs?: number;
};
async function join({ settings = {}, dataDir = newFolder(), ...options }: Start = {}): Promise<Membership> {
  const own = readSettings({ NODE_ENV: "test", DATA_DIR: dataDir, ...settings });
  const membership = await joinStudio({ db: database.db, settings: own, version: "1.2.3", log, ...options });
  joined.push(membership);
  return membership;
}

const list = async () => (await listInstances(database.db)).map(({ id }) => id);
/** As if the instance had been killed 15 seconds ago. */
const letLeaseEnd = (id: string) =>
  database.db.$executeRaw`UPDATE instances SET "leaseUntil" = now() - interval '1 second' WHERE id = ${id}`;
const renew = (id: string) =>
  database.db.$executeRaw`UPDATE instances SET "renewedAt" = clock_timestamp() WHERE id = ${id}`;

test("instances of a studio know each other while they run", async () => {
  const shared = { DATABASE_URL: "postgresql://db/studio", S3_BUCKET: "photos" };
  const web = await join({ settings: { ...shared, ROLE: "web", ENGINE_WORKERS: "3" } });
  expect(web.others()).toEqual([]);
  const worker = await join({ settings: { ...shared, ROLE: "worker", ENGINE_WORKERS: "3" } });
  expect(worker.others()).toMatchObject([{ id: web.id, role: "web", version: "1.2.3", engineWorkers: 0 }]);
  await web.leave();
  expect(await listInstances(database.db)).toMatchObject([{ id: worker.id, role: "worker", engineWorkers: 3 }]);
});

test("an instance is alone until it has seen another that serves callers, and never again", async () => {
  const shared = { DATABASE_URL: "postgresql://db/studio", S3_BUCKET: "photos" };
  const first = await join({ settings: shared, renewEveryMs: 1 });
  await join({ settings: { ...shared, ROLE: "worker" } });
  await expect.poll(() => first.others()).toHaveLength(1);
  expect(first.isAlone()).toBe(true);
  const second = await join({ settings: { ...shared, ROLE: "web" } });
  expect(second.isAlone()).toBe(false);
  await expect.poll(() => first.isAlone()).toBe(false);
  await second.leave();
  await expect.poll(() => first.others()).toHaveLength(1);
  expect(first.isAlone()).toBe(false);
});

test("one that was killed counts until its lease ends", async () => {
  const { id } = await join();
  await letLeaseEnd(id);
  expect((await join()).others()).toEqual([]);
});

test("the next start on the same DATA_DIR takes the place of the one before it at once", async () => {
  const dataDir = newFolder();
  const killed = await join({ dataDir });
  const again = await join({ dataDir });
  expect(again.others()).toEqual([]);
  expect(await list()).not.toContain(killed.id);
});

test("an instance is known once every other one has renewed its lease or died", async () => {
  const [alive, dead] = [await join(), await join()];
  const steps = [() => renew(alive.id), () => letLeaseEnd(dead.id)];
  const late = await join({ wait: async () => steps.shift()?.() });
  await late.known();
  expect(steps).toEqual([]);
});

test("a setting that must be the same everywhere stops a start beside an instance that has another, and names it", async () => {
  const first = await join({ settings: { PUBLIC_URL: "https://a.example" } });
  const start = join({ settings: { PUBLIC_URL: "https://b.example" }, wait: () => renew(first.id) });
  await expect(start).rejects.toThrow(
    new RegExp(`^PUBLIC_URL of this instance and of ${first.id}, .* differ\\. .*set it`),
  );
  expect(await list()).toEqual([first.id]);
});

test("alone, or after one that was killed, a setting may be another than before", async () => {
  const killed = await join({ settings: { PUBLIC_URL: "https://a.example" } });
  await join({ settings: { PUBLIC_URL: "https://b.example" }, wait: () => letLeaseEnd(killed.id) });
});

test("a setting that callers would only notice is a warning in the log, by name", async () => {
  const shared = { S3_BUCKET: "photos" };
  await join({ settings: { ...shared, RETENTION_HOURS: "24" } });
  await join({ settings: { ...shared, RETENTION_HOURS: "48" } });
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ level: "warn", settings: ["RETENTION_HOURS"] }]);
});

test("instances that keep files on disks of their own are an error in the log", async () => {
  await join();
  await join();
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([
    { level: "error", msg: expect.stringContaining("S3_BUCKET") },
  ]);
});
