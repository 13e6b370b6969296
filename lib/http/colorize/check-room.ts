import "server-only";
import { AppError } from "../../errors/app-error";
import { storageFull } from "../../errors/explain-fault";
import { gigabyte, readUsableBytes } from "../../storage/disk-space";
import { countAttempt } from "../route/check-rate";
import type { CallerContext } from "../route/endpoint";

/**
 * Refuses a photo whose files would have no room, before its body is read: the disk is nearly full, or the account's files take
 * up its share. Without ACCOUNT_STORAGE_GB that is as much as they leave free on the disk; a bucket is never full, so there it has
 * no bound. The disk must have room in any case: photos lie on it while they are being colorized.
 * @throws {AppError} storage_full, storage_limit
 */
export async function checkRoom({ studio, caller }: Pick<CallerContext, "studio" | "caller">): Promise<void> {
  const { ACCOUNT_STORAGE_GB, S3_BUCKET } = studio.settings;
  const [usable, stored] = await Promise.all([readUsableBytes(studio.settings), studio.storedBytes.of(caller.userId)]);
  if (usable <= 0) throw storageFull();
  const unset = S3_BUCKET ? Number.POSITIVE_INFINITY : usable;
  const share = ACCOUNT_STORAGE_GB ? ACCOUNT_STORAGE_GB * gigabyte : unset;
  if (stored < share) return;
  const [has, may] = [stored, share].map((bytes) => `${(bytes / gigabyte).toFixed(1)} GB`);
  throw new AppError("storage_limit", {
    detail: `The files of this account take up ${has}, and it may store ${may} here. Delete jobs, or wait until their files expire. Nothing was charged.`,
  });
}

/** Counts a photo of a test key, which costs nothing. @throws {AppError} rate_limited beyond TEST_JOBS_PER_DAY */
export async function checkTestJobs({ studio, caller }: Pick<CallerContext, "studio" | "caller">): Promise<void> {
  if (caller.mode !== "test") return;
  const explain = (limit: number) =>
    `The limit is ${limit} photos with test keys in 24 hours. Live keys have no such limit.`;
  await countAttempt(studio.limits.testJobs, caller.userId, explain);
}
