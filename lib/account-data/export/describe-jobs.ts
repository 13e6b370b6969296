import "server-only";
import type { Db } from "../../db/client";
import type { Job, Share } from "../../generated/prisma/client";
import { toIdleAddOns, toOrder, toPaintedBy, toPhotoFacts, toPhotoNotes, toRecipe } from "../../jobs/read-job-row";

const batch = 200;

export type ExportedJob = Job & { shares: Share[] };

/** Every job of the account with its shares, oldest first, a few hundred at a time. */
export async function* readJobs(db: Db, userId: string): AsyncGenerator<ExportedJob[]> {
  let last: ExportedJob | undefined;
  do {
    const jobs: ExportedJob[] = await db.job.findMany({
      where: { userId, ...(last ? after(last) : {}) },
      include: { shares: true },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      take: batch,
    });
    if (jobs.length > 0) yield jobs;
    last = jobs.length === batch ? jobs.at(-1) : undefined;
  } while (last);
}

const after = ({ createdAt, id }: Job) => ({ OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] });

/** Where a job's photo and result are in the ZIP; null where they are gone. */
export type JobFiles = { photo: string | null; result: string | null };

/** The jobs as one JSON array, in chunks. */
export async function* writeJobsJson(
  db: Db,
  userId: string,
  filesOf: (jobId: string) => JobFiles,
): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const jobs of readJobs(db, userId)) {
    const lines = jobs.map((job) => JSON.stringify(describeJob(job, filesOf(job.id))));
    yield separator + lines.join(",\n");
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

const describeJob = (job: ExportedJob, files: JobFiles) => ({
  id: job.id,
  status: job.status,
  source: job.source,
  apiKeyId: job.apiKeyId,
  isTest: job.isTest,
  name: job.inputName,
  clientRef: job.clientRef,
  files,
  order: toOrder(job),
  recipe: toRecipe(job),
  facts: toPhotoFacts(job),
  notes: toPhotoNotes(job),
  photo: { sha256: job.inputSha256, bytes: job.inputBytes, format: job.inputFormat, pages: job.pages },
  result: job.outputSha256 && { sha256: job.outputSha256, bytes: job.outputBytes, format: job.outputFormat },
  width: job.width,
  height: job.height,
  priceCredits: job.priceCredits,
  chargedCredits: job.chargedCredits,
  idleAddOns: toIdleAddOns(job),
  model: job.modelTag,
  paintedBy: toPaintedBy(job),
  provider: job.provider,
  error: job.errorCode && { code: job.errorCode, detail: job.errorDetail },
  createdAt: job.createdAt,
  startedAt: job.startedAt,
  finishedAt: job.finishedAt,
  keptAt: job.keptAt,
  filesDeletedAt: job.filesDeletedAt,
  removedAt: job.removedAt,
  shares: job.shares.map(({ jobId, ...share }) => share),
});
