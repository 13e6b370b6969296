import "server-only";
import { z } from "zod";
import type { ListJobsRequest } from "../contract/requests";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import type { Job } from "../generated/prisma/client";

/** Null for an ID that does not exist, belongs to another user, or was deleted: callers must not be able to tell which. */
export function findJob(db: Db, userId: string, jobId: string): Promise<JobRow | null> {
  return db.job.findFirst({
    where: { id: jobId, userId, removedAt: null },
    include: { apiKey: { select: { name: true } } },
  });
}

/** The user's jobs among these, in any order. What `findJob` gives null for is not among them. */
export function findJobs(db: Db, userId: string, jobIds: readonly string[]): Promise<Job[]> {
  return db.job.findMany({ where: { id: { in: [...jobIds] }, userId, removedAt: null } });
}

/** Whether an operator keeps the job's account out. False for an ID that does not exist. */
export async function isOfSuspendedAccount(db: Db, jobId: string): Promise<boolean> {
  return (await db.job.count({ where: { id: jobId, user: { suspendedAt: { not: null } } } })) > 0;
}

/** A job row with the name of the API key that created it; null for the workbench. */
export type JobRow = Job & { apiKey: { name: string } | null };

export type JobFilter = ListJobsRequest & {
  apiKeyId?: string;
  /** Omit it for both live and test jobs. */
  isTest?: boolean;
  /** Inclusive. */
  createdAfter?: Date;
  /** Exclusive. */
  createdBefore?: Date;
};

/** The position of a page's last row. A row count would repeat or skip rows when jobs are created in between. */
const cursorSchema = z.tuple([z.number().int().min(0).max(8.64e15), z.string().max(100)]);

/**
 * The user's jobs, newest first.
 * @throws {AppError} invalid_request for a cursor that this function did not create
 */
export async function listJobs(
  db: Db,
  userId: string,
  { cursor, limit, createdAfter, createdBefore, ...filter }: JobFilter,
): Promise<{ rows: JobRow[]; nextCursor: string | null }> {
  const rows = await db.job.findMany({
    where: {
      userId,
      removedAt: null,
      ...filter,
      AND: [{ createdAt: { gte: createdAfter, lt: createdBefore } }, cursor ? after(cursor) : {}],
    },
    include: { apiKey: { select: { name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: last && rows.length > limit ? writeCursor(last) : null };
}

function writeCursor({ createdAt, id }: JobRow): string {
  return Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString("base64url");
}

function after(cursor: string) {
  const [time, id] = readCursor(cursor);
  const createdAt = new Date(time);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { gt: id } }] };
}

function readCursor(cursor: string): [number, string] {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new AppError("invalid_request", {
      detail: "This cursor is not valid for this list. Use the `nextCursor` of the previous page, or omit it.",
      param: "cursor",
      cause,
    });
  }
}
