import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { type MoveSummary, moveFiles } from "../../lib/backup/move-files";
import type { Db } from "../../lib/db/client";
import { settings } from "../../lib/env/settings";
import { formatBytes } from "../../lib/format/format-files";
import { formatCount } from "../../lib/format/format-numbers";
import { checkStorage, openBucketStorage, openDiskStorage } from "../../lib/storage/select-storage";
import { CommandError } from "../command-line";

export type MoveStorage = { to: "s3" | "disk"; dryRun: boolean; deleteSource: boolean };

const shownFailures = 20;

/** Copies the studio's files between DATA_DIR and the bucket, and says on standard error how far it is. Not ok while one failed. */
export async function runMoveStorage(db: Db, { to, dryRun, deleteSource }: MoveStorage) {
  const chosen = settings();
  const [disk, bucket] = [openDiskStorage(chosen), openBucketStorage(chosen)];
  if (!bucket) throw new CommandError("Set S3_BUCKET and the other S3_ settings of .env.example for this command.");
  const places = to === "s3" ? { from: disk, to: bucket } : { from: bucket, to: disk };
  await checkStorage(chosen);
  const folder = await mkdtemp(path.join(chosen.DATA_DIR, "move.part-"));
  try {
    const request = { ...places, folder, dryRun, deleteSource };
    const { failures, ...summary } = await moveFiles(db, request, (now) => note(describeProgress(now)));
    if (summary.missing > 0)
      note(
        `${formatCount(summary.missing, "file")} that rows name are in neither place: their links were dead before.`,
      );
    if (failures.length > 0) note("Not everything was copied. Run the same command again: it goes on where it ended.");
    const answer = { to, dryRun, ...summary, failed: failures.length, failures: failures.slice(0, shownFailures) };
    return { answer, ok: failures.length === 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const note = (line: string) => process.stderr.write(`${line}\n`);

const describeProgress = ({ jobs, copied, bytes, alreadyThere, failures }: MoveSummary): string =>
  `${formatCount(jobs, "job")}: ${formatCount(copied, "file")} (${formatBytes(bytes)}) copied, ${alreadyThere} there before, ${failures.length} failed`;
