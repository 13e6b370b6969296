import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDiskStorage } from "../storage/select-storage";
import type { Storage } from "../storage/storage";
import { setUpS3 } from "../testing/s3/set-up-s3";
import { setUpDatabase } from "../testing/set-up";
import { createColoredJob } from "../testing/shared-job";
import { type MoveRequest, moveFiles } from "./move-files";

const database = setUpDatabase();
const s3 = setUpS3();
let folder: string;
let disk: Storage;
let bucket: Storage;
let ids: string[];
beforeAll(() => {
  bucket = s3.open({ attempts: 2 });
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "move-"));
  disk = openDiskStorage({ DATA_DIR: folder, LINK_SECRET: "x".repeat(32), S3_LINKS: "proxy", S3_REGION: "-" });
  ids = [];
  for (let count = 0; count < 3; count += 1) {
    const { id } = await createColoredJob({ db: database.db, storage: disk, folder });
    ids.push(id);
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const move = async (changed: Partial<MoveRequest> = {}) => {
  const moving = await mkdtemp(path.join(folder, "moving-"));
  const request = { from: disk, to: bucket, folder: moving, dryRun: false, deleteSource: false, ...changed };
  const summary = await moveFiles(database.db, request, () => {});
  return { ...summary, leftInFolder: (await readdir(moving)).length };
};
const readAll = async (storage: Storage) => {
  const contents: Record<string, string> = {};
  for (const id of ids) {
    for (const { key } of await storage.list(id)) {
      const opened = await storage.open(key);
      contents[key] = opened ? (await buffer(opened.stream)).toString("base64") : "";
    }
  }
  return contents;
};

test("every file arrives as it was and stays where it was; a second run has nothing to do", async () => {
  const before = await readAll(disk);
  expect(Object.keys(before)).toHaveLength(6);
  expect(await move({ dryRun: true })).toMatchObject({ copied: 6, alreadyThere: 0 });
  expect(await readAll(bucket)).toEqual({});
  expect(await move()).toMatchObject({
    jobs: 3,
    copied: 6,
    alreadyThere: 0,
    missing: 0,
    failures: [],
    leftInFolder: 0,
  });
  expect([await readAll(bucket), await readAll(disk)]).toEqual([before, before]);
  expect(await move()).toMatchObject({ copied: 0, alreadyThere: 6 });
});

test("the way back works too, and the source goes only when it is told to and the copy is the same", async () => {
  const before = await readAll(disk);
  expect(await move({ deleteSource: true })).toMatchObject({ copied: 6, deletedAtSource: 6 });
  expect(await readAll(disk)).toEqual({});
  expect(await move({ from: bucket, to: disk, deleteSource: true })).toMatchObject({ copied: 6, deletedAtSource: 6 });
  expect([await readAll(disk), await readAll(bucket)]).toEqual([before, {}]);
});

test("what fails is told and stays, and the next run copies just that", async () => {
  const [first = "", second = ""] = ids;
  s3.faulty.choose = ({ method, url }) => (method === "PUT" && url.includes(first) ? "forbidden" : null);
  const stopped = await move({ deleteSource: true });
  expect(stopped).toMatchObject({ copied: 4, deletedAtSource: 4 });
  expect(stopped.failures).toMatchObject([{ jobId: first, reason: expect.stringContaining("refuses access") }]);
  expect([(await disk.list(first)).length, (await disk.list(second)).length]).toEqual([2, 0]);
  s3.faulty.choose = () => null;
  expect(await move()).toMatchObject({ copied: 2, failures: [], missing: 0 });
});

test("a copy of the same size with other bytes is copied again", async () => {
  await move();
  const [{ key, bytes } = { key: "", bytes: 0 }] = await disk.list(ids[0] ?? "");
  const damaged = path.join(folder, "damaged");
  await writeFile(damaged, Buffer.alloc(bytes));
  await bucket.put(key, damaged, { contentType: "image/png", durable: true });
  expect(await move()).toMatchObject({ copied: 1, alreadyThere: 5 });
  expect(await readAll(bucket)).toEqual(await readAll(disk));
});

test("copies of what was deleted since are deleted, what no row names stays, and what is nowhere is counted", async () => {
  await move();
  const [gone = "", lost = ""] = ids;
  await database.db.job.update({ where: { id: gone }, data: { filesDeletedAt: new Date() } });
  await disk.deleteJob(gone);
  for (const storage of [disk, bucket]) await storage.deleteFiles(lost, (name) => name === "out.png");
  const foreign = path.join(folder, "foreign");
  await writeFile(foreign, "another studio's");
  await bucket.put("job_foreign/out.png", foreign, { contentType: "image/png", durable: true });
  expect(await move()).toMatchObject({ jobs: 2, copied: 0, deletedCopies: 1, missing: 1 });
  expect(await bucket.list(gone)).toEqual([]);
  expect(await bucket.list("job_foreign")).toHaveLength(1);
});
