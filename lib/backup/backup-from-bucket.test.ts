import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { systemClock } from "../clock/clock";
import { openDatabase } from "../db/embedded/open-database";
import { backupRequest, newDataDir, openDataDir } from "../testing/backups";
import { setUpS3 } from "../testing/s3/set-up-s3";
import { setUpDatabase } from "../testing/set-up";
import { createColoredJob } from "../testing/shared-job";
import { checkArchive } from "./archive/read-archive";
import { createBackup } from "./create-backup";

const database = setUpDatabase();
const s3 = setUpS3();

test("a backup with files has those of the bucket, as their rows describe them", async () => {
  const dataDir = await newDataDir();
  openDataDir(dataDir);
  const storage = s3.open({ attempts: 2 });
  const { id, outputKey } = await createColoredJob({ db: database.db, storage, folder: path.dirname(dataDir) });
  const request = { ...backupRequest(dataDir, database.url), withFiles: true, storage };
  expect(await createBackup(request, { clock: systemClock, openDatabase })).toMatchObject({
    files: 2,
    withFiles: true,
  });
  const { entries } = await checkArchive(request.file);
  const output = await storage.open(outputKey ?? "");
  const hash = createHash("sha256");
  for await (const chunk of output?.stream ?? []) hash.update(chunk);
  expect(entries[`files/${id}/out.png`]).toEqual({ bytes: output?.bytes, sha256: hash.digest("hex") });
  expect(Object.keys(entries)).toContain(`files/${id}/in.jpg`);
  await rm(path.dirname(dataDir), { recursive: true });
});
