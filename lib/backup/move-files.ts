import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import pLimit from "p-limit";
import type { Db } from "../db/client";
import type { ListedObject, Storage } from "../storage/storage";

export type MoveRequest = {
  from: Storage;
  to: Storage;
  /** An empty folder for the files under way, on the disk of the one storage that is a disk. */
  folder: string;
  /** Only counts. */
  dryRun: boolean;
  /** Deletes each file where it was, once it is known to be the same in the other place. */
  deleteSource: boolean;
};
export type MoveSummary = {
  jobs: number;
  /** Files, or in a dry run those that would be; `bytes` are theirs. */
  copied: number;
  bytes: number;
  alreadyThere: number;
  deletedAtSource: number;
  /** Jobs whose files were deleted before the copy that an earlier run had made of them. */
  deletedCopies: number;
  /** Outputs and photos that rows name and neither storage has. */
  missing: number;
  failures: { jobId: string; reason: string }[];
};
type MovedJob = { id: string; status: string; inputKey: string | null; outputKey: string | null };

const batch = 100;
const jobsAtOnce = 4;

/**
 * Copies the files of every job that has some from one storage to the other, compares what arrived and goes on where an earlier run
 * ended. A file is deleted nowhere but with `deleteSource`. Safe while the studio runs: what it writes meanwhile in the old place
 * the next run copies. Ends early when all jobs of a batch fail.
 */
export async function moveFiles(
  db: Db,
  request: MoveRequest,
  onProgress: (summary: MoveSummary) => void,
): Promise<MoveSummary> {
  const summary: MoveSummary = {
    ...{ jobs: 0, copied: 0, bytes: 0, alreadyThere: 0, deletedAtSource: 0, deletedCopies: 0, missing: 0 },
    failures: [],
  };
  for (let after = ""; ; ) {
    const jobs = await findJobsWithFiles(db, after);
    const failedBefore = summary.failures.length;
    await pLimit(jobsAtOnce).map(jobs, (job) =>
      moveJob(db, request, job, summary).catch((error: unknown) => {
        summary.failures.push({ jobId: job.id, reason: explain(error) });
      }),
    );
    summary.jobs += jobs.length;
    onProgress(summary);
    const last = jobs.at(-1);
    if (!last || summary.failures.length - failedBefore === jobs.length) break;
    after = last.id;
  }
  if (!request.dryRun && summary.failures.length === 0) await deleteOldCopies(db, request.to, summary);
  return summary;
}

const findJobsWithFiles = (db: Db, after: string): Promise<MovedJob[]> =>
  db.job.findMany({
    where: { id: { gt: after }, filesDeletedAt: null },
    select: { id: true, status: true, inputKey: true, outputKey: true },
    orderBy: { id: "asc" },
    take: batch,
  });

async function moveJob(db: Db, request: MoveRequest, job: MovedJob, summary: MoveSummary): Promise<void> {
  const { from, to, dryRun, deleteSource } = request;
  const [files, there] = await Promise.all([from.list(job.id), to.list(job.id)]);
  const left: ListedObject[] = [];
  for (const file of files) {
    if (await isSame(request, file, there)) summary.alreadyThere += 1;
    else left.push(file);
  }
  const known = new Set([...files, ...there].map(({ key }) => key));
  // Rows of other jobs may name what was never stored.
  const named = job.status === "succeeded" ? [job.inputKey, job.outputKey] : [];
  summary.missing += named.filter((key) => key !== null && !known.has(key)).length;
  if (!dryRun) for (const file of left) await copy(request, file);
  const arrived = dryRun || left.length === 0 ? [] : await to.list(job.id);
  for (const file of left) {
    if (!dryRun && !(await isSame(request, file, arrived)))
      throw new Error(`${file.key} is not the same in the other storage`);
    summary.copied += 1;
    summary.bytes += file.bytes;
  }
  if (dryRun || (await deleteIfGone(db, to, job.id))) return;
  if (deleteSource && hasEnded(job)) {
    const moved = new Set(files.map(({ key }) => key.slice(job.id.length + 1)));
    await from.deleteFiles(job.id, (name) => moved.has(name));
    summary.deletedAtSource += moved.size;
  }
}

const hasEnded = ({ status }: MovedJob): boolean => ["succeeded", "failed", "canceled"].includes(status);

async function copy({ from, to, folder }: MoveRequest, { key }: ListedObject): Promise<void> {
  const opened = await from.open(key);
  // Deleted meanwhile, or replaced by a picture with another name.
  if (!opened) throw new Error(`${key} was deleted while it was being copied`);
  const file = path.join(folder, key.replace("/", "-"));
  try {
    await pipeline(opened.stream, createWriteStream(file, { mode: 0o600 }));
    await to.put(key, file, { contentType: opened.contentType, durable: true });
  } finally {
    await rm(file, { force: true });
  }
}

/** Whether `others` has the same bytes. Reads only what no storage knows the hash of. */
async function isSame({ from, to }: MoveRequest, file: ListedObject, others: ListedObject[]): Promise<boolean> {
  const other = others.find(({ key }) => key === file.key);
  if (!other || other.bytes !== file.bytes) return false;
  const [one, two] = await Promise.all([file.md5 ?? hash(from, file.key), other.md5 ?? hash(to, file.key)]);
  if (one === two) return true;
  // Of what is encrypted with a key of its own, a storage names something else that looks like a hash.
  if (file.md5 === null && other.md5 === null) return false;
  return (await hash(from, file.key)) === (await hash(to, file.key));
}

async function hash(storage: Storage, key: string): Promise<string> {
  const opened = await storage.open(key);
  if (!opened) throw new Error(`${key} was deleted while it was being compared`);
  const md5 = createHash("md5");
  await pipeline(opened.stream, md5);
  return md5.digest("hex");
}

/** Files that were deleted while they were copied: nobody would ever delete the copies. */
async function deleteIfGone(db: Db, to: Storage, id: string): Promise<boolean> {
  if (await db.job.findFirst({ where: { id, filesDeletedAt: null }, select: { id: true } })) return false;
  await to.deleteJob(id);
  return true;
}

/** The same for those that were deleted after an earlier run. What no row names stays, since it may be another studio's. */
async function deleteOldCopies(db: Db, to: Storage, summary: MoveSummary): Promise<void> {
  for await (const ids of to.listJobs()) {
    const where = { id: { in: ids }, filesDeletedAt: { not: null } };
    for (const { id } of await db.job.findMany({ where, select: { id: true } })) {
      await to.deleteJob(id);
      summary.deletedCopies += 1;
    }
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
