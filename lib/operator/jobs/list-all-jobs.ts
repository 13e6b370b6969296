import "server-only";
import type { Db } from "../../db/client";
import type { Prisma } from "../../generated/prisma/client";
import { behind, newestFirst, pageOf } from "../page-of-rows";

export type JobFilter = {
  userId?: string;
  status?: "queued" | "running" | "succeeded" | "failed" | "canceled";
  source?: "api" | "workbench";
  model?: "large" | "tiny";
  errorCode?: string;
  /** Inclusive; `before` is exclusive. */
  since?: Date;
  before?: Date;
  cursor?: string;
  limit: number;
};

/** What operators see of a job: neither the photo nor what it was called. */
const facts = {
  id: true,
  userId: true,
  user: { select: { email: true } },
  apiKey: { select: { id: true, name: true } },
  source: true,
  status: true,
  model: true,
  isTest: true,
  priceCredits: true,
  chargedCredits: true,
  inputFormat: true,
  inputBytes: true,
  width: true,
  height: true,
  stage: true,
  percent: true,
  errorCode: true,
  errorDetail: true,
  createdAt: true,
  queuedAt: true,
  startedAt: true,
  finishedAt: true,
  cancelRequestedAt: true,
  tries: true,
  runnerId: true,
  requestId: true,
  provider: true,
  modelTag: true,
  outputFormat: true,
  outputBytes: true,
  expiresAt: true,
  keptAt: true,
  filesDeletedAt: true,
  removedAt: true,
} satisfies Prisma.JobSelect;
export type JobFacts = Prisma.JobGetPayload<{ select: typeof facts }>;

/** The jobs of all accounts, the newest first. @throws {AppError} invalid_request for a cursor of another list */
export async function listAllJobs(db: Db, { cursor, limit, since, before, ...filter }: JobFilter) {
  const rows = await db.job.findMany({
    where: { ...filter, AND: [{ createdAt: { gte: since, lt: before } }, behind(cursor)] },
    orderBy: newestFirst,
    take: limit + 1,
    select: facts,
  });
  return pageOf(rows, limit);
}

/** One of them; null where there is none. */
export const findAnyJob = (db: Db, id: string): Promise<JobFacts | null> =>
  db.job.findUnique({ where: { id }, select: facts });
