import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { buyCredits, createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { checkPassword } from "../accounts/password";
import { createApiKey } from "../api-keys/create-api-key";
import { findApiKey } from "../api-keys/find-api-key";
import { systemClock } from "../clock/clock";
import { colorizePhoto } from "../colorize/colorize-photo";
import { sweepDeadJobs } from "../colorize/sweep/sweep-dead-jobs";
import { checkLedger } from "../credits/check/check-ledger";
import { grantCredits } from "../credits/ledger";
import { readBalance } from "../credits/read-balance";
import { openDatabase } from "../db/embedded/open-database";
import { checkLink } from "../storage/signed-link";
import { backupRequest, newDataDir, openDataDir, readEverything, withEmbedded } from "../testing/backups";
import { ColorizeFlow } from "../testing/colorize-flow";
import { createEmptyDatabase, createTestDatabase } from "../testing/database";
import { createFakeProvider } from "../testing/fake-provider";
import { setUp, setUpDatabase } from "../testing/set-up";
import { checkArchive } from "./archive/read-archive";
import { createBackup } from "./create-backup";
import { restoreBackup } from "./restore-backup";

const database = setUpDatabase();
const flow = setUp(database, new ColorizeFlow());
const deps = { clock: systemClock, openDatabase };
const now = new Date();
/** Making an embedded database takes seconds, and many times that on a busy machine. */
const slow = 180_000;
const patience = { timeout: 60_000 };

/** Restores into a database of its own, which is migrated already and faster to make than an embedded one. */
async function restoreAside(file: string) {
  const target = await createTestDatabase();
  try {
    return await restoreBackup({ file, dataDir: await newDataDir(), databaseUrl: target.url });
  } finally {
    await target.close();
  }
}

/** A studio with an account, a key, a purchase, a colorized photo and a job that runs. */
async function fillStudio(dataDir: string) {
  const { settings, storage } = openDataDir(dataDir);
  const { provider } = createFakeProvider();
  const { db } = database;
  const result = await colorizePhoto(flow.depsWith(provider, { storage }), await flow.requestOf());
  const user = await db.user.findUniqueOrThrow({ where: { id: flow.userId } });
  await buyCredits(db, user.id, 7);
  const { secret: key } = await createApiKey(db, { userId: user.id, name: "k" }, { secret: settings.API_KEY_SECRET });
  const running = await openJob(db, user.id, { priceCredits: 2, createdAt: now });
  const payload = { big: "12345678901234567890", text: 'line\u2028separator " \\ 🌈', nothing: null };
  await db.stripeEvent.create({ data: { id: "evt_1", type: "x", payload, createdAt: now } });
  return { settings, result, email: user.email, key, running };
}

test(
  "a backup with files brings back every row, the sign-in, the key and a link signed before, elsewhere",
  async () => {
    const [dataDir, restored] = [await newDataDir(), await newDataDir()];
    const { settings, result, email, key } = await fillStudio(dataDir);
    const before = await readEverything(database.url);
    const request = { ...backupRequest(dataDir, database.url), withFiles: true };
    const summary = await createBackup(request, deps);
    expect(summary).toMatchObject({ files: 2, rows: { users: 1, jobs: 2, api_keys: 1, stripe_events: 1 } });
    expect((await stat(request.file)).mode & 0o777).toBe(0o600);
    expect((await readdir(path.dirname(request.file))).sort()).toEqual(["data", "data-backup.tar.gz"]);

    const { file } = request;
    expect(await restoreBackup({ file, dataDir: restored })).toMatchObject({
      ledgerViolations: [],
      files: 2,
      migrated: [],
    });
    expect((await readdir(restored)).sort()).toEqual(["database", "files", "secrets.json"]);
    expect((await stat(path.join(restored, "secrets.json"))).mode & 0o777).toBe(0o600);
    const after = openDataDir(restored);
    expect(after.settings).toEqual({ ...settings, DATA_DIR: restored });
    await withEmbedded(restored, async (db, url) => {
      expect(await readEverything(url)).toEqual(before);
      expect(await checkLedger(db)).toEqual([]);
      expect(await checkPassword(db, email, "a long password")).toMatchObject({ id: flow.userId });
      expect(
        await findApiKey(db, key, { secret: after.settings.API_KEY_SECRET, now, scope: "read", address: null }),
      ).toMatchObject({ mode: "live" });
      await grantCredits(db, { userId: flow.userId, credits: 5, reason: "life goes on" });
    });
    const link = new URL(result.outputLink, "http://studio.test");
    const links = checkLink(result.outputKey, link.searchParams, after.settings.LINK_SECRET, flow.now());
    expect(links.state).toBe("valid");
    const [was, is] = await Promise.all(
      [openDataDir(dataDir), after].map(({ storage }) => storage.open(result.outputKey)),
    );
    if (!was || !is) throw new Error("the output is gone");
    expect(await buffer(is.stream)).toEqual(await buffer(was.stream));
  },
  slow,
);

test(
  "files of jobs that the backup does not have stay out of it: nothing would ever delete them",
  async () => {
    const dataDir = await newDataDir();
    const { result } = await fillStudio(dataDir);
    await database.db.job.update({ where: { id: result.jobId }, data: { filesDeletedAt: now } });
    const request = { ...backupRequest(dataDir, database.url), withFiles: true };
    expect(await createBackup(request, deps)).toMatchObject({ files: 0 });
    expect(Object.keys((await checkArchive(request.file)).entries).filter((name) => name.startsWith("files/"))).toEqual(
      [],
    );
  },
  slow,
);

test(
  "jobs that ran when the backup was made are dead after the restore: the next sweep gives their holds back",
  async () => {
    const [dataDir, restored] = [await newDataDir(), await newDataDir()];
    const { running } = await fillStudio(dataDir);
    const request = { ...backupRequest(dataDir, database.url), secretsFromEnvironment: ["WEBHOOK_SECRET" as const] };
    expect(await createBackup(request, deps)).toMatchObject({ withFiles: false, files: 0 });
    const summary = await restoreBackup({ file: request.file, dataDir: restored });
    expect(summary).toMatchObject({ withFiles: false, files: 0, secretsFromEnvironment: ["WEBHOOK_SECRET"] });
    expect((await readdir(restored)).sort()).toEqual(["database", "secrets.json"]);
    const { provider } = createFakeProvider();
    await withEmbedded(restored, async (db) => {
      expect(await readBalance(db, flow.userId)).toMatchObject({ held: 2, available: 7 });
      const afterLease = { now: () => new Date(now.getTime() + 60_000) };
      expect(await sweepDeadJobs(flow.depsWith(provider, { db, clock: afterLease }))).toBe(1);
      expect(await db.job.findUnique({ where: { id: running } })).toMatchObject({
        status: "failed",
        chargedCredits: 0,
      });
      expect(await readBalance(db, flow.userId)).toMatchObject({ held: 0, available: 9 });
      // Credits and purchases go on as before.
      await buyCredits(db, flow.userId, 3);
      await settleAsSucceeded(db, await openJob(db, flow.userId));
      expect(await readBalance(db, flow.userId)).toMatchObject({ held: 0, available: 11 });
      expect(await checkLedger(db)).toEqual([]);
    });
  },
  slow,
);

test(
  "a backup that is made while photos are paid for has a ledger that adds up",
  async () => {
    const dataDir = await newDataDir();
    openDataDir(dataDir);
    const { db } = database;
    let goesOn = true;
    let done = 0;
    const pay = async () => {
      const { id } = await createUserWithCredits(db, 500);
      while (goesOn) {
        const jobs = [await openJob(db, id), await openJob(db, id)];
        await settleAsSucceeded(db, jobs[0] ?? "");
        await settleAsFailed(db, jobs[1] ?? "");
        done += 1;
      }
    };
    const paying = Promise.all([pay(), pay()]);
    const request = backupRequest(dataDir, database.url);
    let before = 0;
    try {
      await expect.poll(() => done, patience).toBeGreaterThan(3);
      before = done;
      await createBackup(request, deps);
      const after = done;
      await expect.poll(() => done, patience).toBeGreaterThan(after);
    } finally {
      goesOn = false;
      await paying;
    }
    const { rows, ledgerViolations } = await restoreAside(request.file);
    expect(ledgerViolations).toEqual([]);
    expect(rows.jobs).toBeGreaterThanOrEqual(2 * before);
    expect(rows.jobs).toBeLessThan(await db.job.count());
  },
  slow,
);

test(
  "a ledger that was broken before is restored as it was, and its violations are told",
  async () => {
    const dataDir = await newDataDir();
    openDataDir(dataDir);
    const { db } = database;
    const [userId, available] = [flow.userId, 1000];
    const { available: right } = await readBalance(db, userId);
    await db.creditBalance.update({ where: { userId }, data: { available } });
    const request = backupRequest(dataDir, database.url);
    await createBackup(request, deps);
    await db.creditBalance.update({ where: { userId }, data: { available: right } });
    const { ledgerViolations } = await restoreAside(request.file);
    expect(ledgerViolations).toContainEqual(
      expect.objectContaining({ row: expect.objectContaining({ userId, available }) }),
    );
  },
  slow,
);

test(
  "a backup goes into a database that is given as well, and from there back",
  async () => {
    const [dataDir, second, third] = [await newDataDir(), await newDataDir(), await newDataDir()];
    await fillStudio(dataDir);
    const before = await readEverything(database.url);
    const request = backupRequest(dataDir, database.url);
    await createBackup(request, deps);
    const target = await createEmptyDatabase();
    try {
      await restoreBackup({ file: request.file, dataDir: second, databaseUrl: target.url });
      expect(await readdir(second)).toEqual(["secrets.json"]);
      expect(await readEverything(target.url)).toEqual(before);
      const again = backupRequest(second, target.url);
      await createBackup(again, deps);
      await restoreBackup({ file: again.file, dataDir: third });
    } finally {
      await target.remove();
    }
    await withEmbedded(third, async (_db, url) => expect(await readEverything(url)).toEqual(before));
  },
  slow,
);
