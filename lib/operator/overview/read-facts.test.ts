import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { writeAudit } from "../../audit/write-audit";
import type { AuditAction } from "../../contract/accounts/audit";
import { renewInstance } from "../../instances/instance-rows";
import { createLocalDiskStorage } from "../../storage/local-disk";
import type { Storage } from "../../storage/storage";
import { newDataDir } from "../../testing/backups";
import { createFakeProvider } from "../../testing/fake-provider";
import { operatorDeps } from "../../testing/operator";
import { setUpDatabase } from "../../testing/set-up";
import { readBackupFacts } from "./read-backup-facts";
import { listProcesses, readModelFacts } from "./read-processes";
import { readStudioFacts } from "./read-studio-facts";

const fresh = setUpDatabase();
let dataDir: string;
beforeEach(async () => {
  dataDir = await newDataDir();
  await mkdir(path.join(dataDir, "backups"), { recursive: true });
});
afterEach(() => rm(path.dirname(dataDir), { recursive: true, force: true }));

const register = (id: string, role: "web" | "worker") =>
  renewInstance(fresh.db, {
    id,
    role,
    version: "1.0.0",
    engineWorkers: role === "web" ? 0 : 2,
    settings: {},
    providers: [],
  });

test("each process that runs is listed with the photos that it has in work, and no other's", async () => {
  await register("ins_web", "web");
  await register("ins_worker", "worker");
  const { id } = await createUserWithCredits(fresh.db, 9);
  await openJob(fresh.db, id, { runnerId: "ins_worker", status: "running" });
  await openJob(fresh.db, id, { runnerId: "ins_worker" });
  await openJob(fresh.db, id, { runnerId: "ins_gone", status: "running" });
  const processes = await listProcesses(fresh.db);
  expect(processes.map(({ id: process, photos }) => [process, photos]).sort()).toEqual([
    ["ins_web", 0],
    ["ins_worker", 2],
  ]);
});

describe("the last backup", () => {
  const nameOf = (day: string) => `studio-202612${day}-030000.tar.gz`;
  const put = (day: string) => writeFile(path.join(dataDir, "backups", nameOf(day)), "x");
  const write = (action: AuditAction, day: string, at: string) =>
    writeAudit(
      fresh.db,
      { actor: "operator" },
      { action, userId: null, target: nameOf(day), at: new Date(`2026-12-${at}Z`) },
    );
  const read = () => readBackupFacts(fresh.db, dataDir);
  const morning = (day: string) => new Date(`2026-12-${day}T03:00:00Z`);

  test("is none, the newest of those that are here, or one that was downloaded and deleted since", async () => {
    expect(await read()).toBeNull();
    await write("backup_downloaded", "01", "01T09:00:00");
    expect(await read()).toEqual({ at: morning("01"), elsewhereAt: morning("01"), failedAt: null });
    await put("02");
    await put("03");
    expect(await read()).toEqual({ at: morning("03"), elsewhereAt: morning("01"), failedAt: null });
    await write("backup_downloaded", "03", "04T09:00:00");
    expect(await read()).toMatchObject({ elsewhereAt: morning("03") });
  });

  test("has failed since only where no later one was made", async () => {
    await put("02");
    await write("backup_failed", "01", "01T03:05:00");
    expect(await read()).toMatchObject({ failedAt: null });
    await write("backup_failed", "03", "03T03:05:00");
    expect(await read()).toMatchObject({ failedAt: new Date("2026-12-03T03:05:00Z") });
  });
});

describe("the models of this process", () => {
  const settingsOf = (given: Record<string, string>) =>
    operatorDeps(fresh.db, { DATA_DIR: dataDir, ...given }).settings;

  test("are counted as loaded where they are in its memory and in use", async () => {
    const provider = { loadedModels: () => ["0".repeat(64)] };
    const facts = await readModelFacts({ settings: settingsOf({}), provider });
    expect(facts).toEqual({ used: expect.any(Number), loaded: 0, faults: [] });
    expect(facts.used).toBeGreaterThan(0);
  });

  test("are none where another studio colorizes", async () => {
    const facts = await readModelFacts({ settings: settingsOf({ COLORIZE_PROVIDER: "none" }), provider: {} });
    expect(facts).toEqual({ used: 0, loaded: 0, faults: [] });
  });
});

test("a bucket that does not answer is found out, and a disk that can be written to is well", async () => {
  const deps = operatorDeps(fresh.db, { DATA_DIR: dataDir });
  const { provider } = createFakeProvider();
  const disk = createLocalDiskStorage({ dir: path.join(dataDir, "files"), linkSecret: "" });
  const silent = { ...disk, checkHealth: () => Promise.reject(new Error("no route")) };
  const bucket = { ...deps.settings, S3_BUCKET: "photos" };
  const read = async (settings: typeof deps.settings, storage: Storage) =>
    (await readStudioFacts({ ...deps, settings, provider, storage })).storage;
  expect(await read(deps.settings, silent)).toEqual({ isBucket: false, fault: null });
  expect(await read(bucket, disk)).toEqual({ isBucket: true, fault: null });
  expect(await read(bucket, silent)).toEqual({ isBucket: true, fault: expect.stringMatching(/not answer/) });
});
