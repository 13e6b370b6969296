import "server-only";
import type { JobSort } from "../../contract/job-search";
import { type Db, type Sql, sql } from "../../db/client";
import type { JobRow } from "../find-jobs";
import type { RefusedRow } from "../refused-attempts";
import { isAfter, orderBy, type Placed, writePosition } from "./list-position";
import { isListedJob, isListedRefusal, type RowFilter, tablesFor } from "./row-conditions";

export type ListQuery = RowFilter & { sort: JobSort; cursor?: string; limit: number };
export type Page<Row> = { rows: Row[]; nextCursor: string | null };
/** One attempt at a photo: a job, or what was refused before there was one. */
export type AttemptRow = { job: JobRow; refused: null } | { job: null; refused: RefusedRow };
/** A photo by the job that shows it best, and the ids of the account's jobs for the same photo, newest first. */
export type PhotoRow = { job: JobRow; versions: string[] };

/** More jobs for the photos of one page are not counted. */
const maxVersions = 5000;
const withKey = { apiKey: { select: { name: true } } } as const;
const jobRow = sql`job`;
const refusedRow = sql`refused`;

/** Every job. @throws {AppError} invalid_request for a cursor of another list */
export async function listJobRows(db: Db, query: ListQuery): Promise<Page<JobRow>> {
  if (!tablesFor(query).jobs) return { rows: [], nextCursor: null };
  const { rows, nextCursor } = await readPage(db, query, [jobsOf(query)]);
  return { rows: await readJobs(db, rows), nextCursor };
}

/**
 * The photos, each once (another page or part of a file is another photo): of the listed jobs with the same input, the newest one whose output is there, else the newest.
 * @throws {AppError} invalid_request for a cursor of another list
 */
export async function listPhotoRows(db: Db, query: ListQuery): Promise<Page<PhotoRow>> {
  if (!tablesFor(query).jobs) return { rows: [], nextCursor: null };
  const { rows, nextCursor } = await readPage(db, query, [jobsOf(query, isShownVersion(query))]);
  const jobs = await readJobs(db, rows);
  const versions = await db.job.findMany({
    where: { userId: query.userId, removedAt: null, inputSha256: { in: jobs.map(({ inputSha256 }) => inputSha256) } },
    select: { id: true, inputSha256: true, page: true, rotate: true, crop: true, invert: true },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: maxVersions,
  });
  const byPicture = new Map<string, string[]>();
  for (const job of versions) byPicture.set(pictureOf(job), [...(byPicture.get(pictureOf(job)) ?? []), job.id]);
  const versionsOf = (job: JobRow) => byPicture.get(pictureOf(job)) ?? [job.id];
  return { rows: jobs.map((job) => ({ job, versions: versionsOf(job) })), nextCursor };
}

/** Every attempt, jobs and refusals in one order. @throws {AppError} invalid_request for a cursor of another list */
export async function listAttemptRows(db: Db, query: ListQuery): Promise<Page<AttemptRow>> {
  const tables = tablesFor(query);
  const { rows, nextCursor } = await readPage(db, query, [
    ...(tables.jobs ? [jobsOf(query)] : []),
    ...(tables.refusals ? [refusalsOf(query)] : []),
  ]);
  const refusals = await db.refusedAttempt.findMany({ where: { id: { in: idsOf(rows) } }, include: withKey });
  const jobById = new Map((await readJobs(db, rows)).map((job) => [job.id, job]));
  const refusedById = new Map(refusals.map((refused) => [refused.id, refused]));
  const found = rows.flatMap(({ id }): AttemptRow[] => {
    const [job, refused] = [jobById.get(id), refusedById.get(id)];
    if (job) return [{ job, refused: null }];
    return refused ? [{ job: null, refused }] : [];
  });
  return { rows: found, nextCursor };
}

const jobsOf = (query: ListQuery, also?: Sql): Sql =>
  firstOf(
    query,
    sql`jobs AS job`,
    jobRow,
    also ? sql`${isListedJob(query, jobRow)} AND ${also}` : isListedJob(query, jobRow),
  );

const refusalsOf = (query: ListQuery): Sql =>
  firstOf(query, sql`refused_attempts AS refused`, refusedRow, isListedRefusal(query, refusedRow));

/** Each table is read in the order of its index, and only as far as the page can need. */
function firstOf({ sort, cursor, limit }: ListQuery, table: Sql, row: Sql, where: Sql): Sql {
  const after = cursor === undefined ? sql`` : sql`AND ${isAfter(sort, cursor, row)}`;
  return sql`(SELECT ${row}.id, ${row}."createdAt", ${row}."nameKey" FROM ${table}
    WHERE ${where} ${after} ORDER BY ${orderBy(sort, row)} LIMIT ${limit + 1})`;
}

type Pictured = Pick<JobRow, "inputSha256" | "page" | "rotate" | "crop" | "invert">;

/** Names what a job took of its file. The database writes equal crops equally. */
const pictureOf = ({ inputSha256, page, rotate, crop, invert }: Pictured): string =>
  JSON.stringify([inputSha256, page, rotate, crop, invert]);

/** No other listed job for the same photo shows it better. */
function isShownVersion(query: ListQuery): Sql {
  const other = sql`other`;
  const rank = (row: Sql) =>
    sql`(${row}.status = 'succeeded' AND ${row}."filesDeletedAt" IS NULL, ${row}."createdAt", ${row}.id)`;
  return sql`NOT EXISTS (SELECT 1 FROM jobs AS other WHERE ${isListedJob(query, other)}
    AND other."inputSha256" = job."inputSha256" AND other.page = job.page AND other.rotate = job.rotate
    AND other.invert = job.invert AND other.crop IS NOT DISTINCT FROM job.crop AND ${rank(other)} > ${rank(jobRow)})`;
}

async function readPage(db: Db, { sort, limit }: ListQuery, parts: Sql[]): Promise<Page<Placed>> {
  const union = parts.reduce((all, part) => sql`${all} UNION ALL ${part}`);
  const found = await db.$queryRaw<Placed[]>`
    SELECT id, "createdAt", "nameKey" FROM (${union}) AS entry ORDER BY ${orderBy(sort, sql`entry`)} LIMIT ${limit + 1}`;
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, nextCursor: last && found.length > limit ? writePosition(sort, last) : null };
}

const idsOf = (rows: Placed[]) => rows.map(({ id }) => id);

/** In the order of `rows`; without those that were removed meanwhile. */
async function readJobs(db: Db, rows: Placed[]): Promise<JobRow[]> {
  const jobs = await db.job.findMany({ where: { id: { in: idsOf(rows) }, removedAt: null }, include: withKey });
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return rows.flatMap(({ id }) => byId.get(id) ?? []);
}
