import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { type MoveSummary, moveFiles } from "../../backup/move-files";
import { AppError } from "../../errors/app-error";
import { checkStorage, openBucketStorage, openDiskStorage } from "../../storage/select-storage";
import type { OperatorDeps } from "../operator-deps";

export type MoveStorage = { to: "s3" | "disk"; dryRun: boolean; deleteSource: boolean };

/**
 * Copies the studio's files between DATA_DIR and the bucket; again goes on where it ended. The studio may run.
 * @param tell called as it goes on
 * @throws {AppError} invalid_request without a bucket; SettingsError for one that cannot be used
 */
export async function moveStorage(
  { db, settings }: OperatorDeps,
  { to, ...options }: MoveStorage,
  tell: (now: MoveSummary) => void,
): Promise<MoveSummary> {
  const [disk, bucket] = [openDiskStorage(settings), openBucketStorage(settings)];
  if (!bucket) {
    const detail = "Set S3_BUCKET and the other S3_ settings of .env.example for this command.";
    throw new AppError("invalid_request", { detail });
  }
  const places = to === "s3" ? { from: disk, to: bucket } : { from: bucket, to: disk };
  await checkStorage(settings);
  const folder = await mkdtemp(path.join(settings.DATA_DIR, "move.part-"));
  try {
    return await moveFiles(db, { ...places, folder, ...options }, tell);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
