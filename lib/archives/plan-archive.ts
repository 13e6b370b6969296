import "server-only";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import type { Job } from "../generated/prisma/client";
import { isEnded } from "../jobs/end-job";
import { findJobs } from "../jobs/find-jobs";
import { filesUntil } from "../jobs/job-files";
import type { FindPicture, Picture } from "./find-picture";
import { namePictures } from "./name-pictures";

export type ArchivedPicture = { job: Job; name: string; picture: Picture };
/** `reason` says to a person why there is no picture. */
export type LeftOutJob = { job: Job; reason: string };
export type ArchivePlan = { pictures: ArchivedPicture[]; leftOut: LeftOutJob[] };

type Request = {
  userId: string;
  jobIds: readonly string[];
  /** Whether the caller may only see test jobs. */
  onlyTest: boolean;
  now: Date;
};

/**
 * What an archive of these jobs will hold, in the order of their ids. Nothing is read yet. A job of the account without a picture is
 * left out; one that the caller cannot see is a mistake of the caller's.
 * @throws {AppError} not_found, naming the first such id; archive_empty when no job has a picture
 */
export async function planArchive(
  db: Db,
  { userId, jobIds, onlyTest, now }: Request,
  findPicture: FindPicture,
): Promise<ArchivePlan> {
  const wanted = [...new Set(jobIds)];
  const found = new Map((await findJobs(db, userId, wanted)).map((job) => [job.id, job]));
  const jobs = wanted.map((id) => {
    const job = found.get(id);
    if (job && (job.isTest || !onlyTest)) return job;
    throw new AppError("not_found", { detail: `You have no job with the id ${JSON.stringify(id)}.`, param: "jobIds" });
  });
  const there: Omit<ArchivedPicture, "name">[] = [];
  const leftOut: LeftOutJob[] = [];
  for (const job of jobs) {
    const reason = explainMissing(job, now);
    const picture = reason === null ? await findPicture(job) : null;
    if (picture) there.push({ job, picture });
    else leftOut.push({ job, reason: reason ?? "its files are deleted" });
  }
  if (there.length === 0) {
    const [first] = leftOut;
    const example = first ? ` ${first.job.id}: ${first.reason}.` : "";
    throw new AppError("archive_empty", { detail: `None of these jobs has a picture.${example}`, param: "jobIds" });
  }
  const names = namePictures(
    there.map(({ job, picture }) => ({ original: job.inputName, extension: picture.extension })),
  );
  return { pictures: there.map((each, index) => ({ ...each, name: names[index] ?? each.job.id })), leftOut };
}

/** Null for a job that should have a picture. */
function explainMissing(job: Job, now: Date): string | null {
  const { status, errorCode, filesDeletedAt } = job;
  if (!isEnded(status)) return `it is ${status}`;
  if (status === "failed") return `it failed (${errorCode ?? "internal_error"})`;
  if (status === "canceled") return "it was canceled";
  if (filesDeletedAt) return `its files were deleted on ${toDay(filesDeletedAt)}`;
  const expiresAt = filesUntil(job, now);
  return expiresAt <= now ? `its files expired on ${toDay(expiresAt)}` : null;
}

const toDay = (date: Date) => date.toISOString().slice(0, 10);
