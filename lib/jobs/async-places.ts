import "server-only";
import type { Clock } from "../clock/clock";
import { type Db, type Sql, sql } from "../db/client";
import { createPublicId } from "../db/public-id";
import { runPrepared } from "../db/run-prepared";
import { hideKey } from "../rate-limit/rate-limit";
import { type Holder, type Refusal, shareParts } from "../rate-limit/slots";

/** How many of an account's last jobs say how long one takes. */
const lastJobs = 20;
const usualSeconds = 5;

/** A place in the queue for async jobs. */
export type AsyncPlace = {
  /** From now on the place is the job's, and free when that has ended, wherever it ran. */
  attach(jobId: string): Promise<void>;
  /** Frees it; nothing to do once it is a job's. */
  release(): Promise<void>;
};

/**
 * The places in the queue for async jobs, that of all instances together, shared between accounts as Slots are. `take` gives one
 * before the photo is received, or why there is none.
 */
export type AsyncPlaces = {
  take(holder: Holder): Promise<{ place: AsyncPlace; refusal?: never } | { place?: never; refusal: Refusal }>;
};

type Parts = {
  db: Db;
  clock: Clock;
  /** Read whenever a place is wanted: it may be a getter. */
  readonly count: number;
  /** How long receiving a photo may take; a place without a job is free after this, as its process has died. */
  receiveSeconds: number;
  /** Keeps stored address ranges unreadable; the same on every instance. */
  secret: string;
};
type Held = { all: number; own: number; inRange: number; tests: number; running: number; taken: boolean };

export function createAsyncPlaces(parts: Parts): AsyncPlaces {
  const { db, clock, receiveSeconds, secret } = parts;
  return {
    async take({ account, range, isTest }) {
      const { count } = parts;
      const id = createPublicId("plc");
      const takenAt = clock.now();
      const leaseUntil = new Date(takenAt.getTime() + receiveSeconds * 1000);
      const stored = range === undefined ? null : hideKey(secret, "async range", range);
      const [held] = await runPrepared<Held>(db, {
        // One at a time over all instances, so that there are never more than `count`.
        placesLock: sql`LOCK TABLE async_places IN SHARE ROW EXCLUSIVE MODE`,
        placesFreed: removeFree(takenAt),
        place: takePlace({ id, account, range: stored, isTest, takenAt, leaseUntil }, count),
      });
      if (!held) throw new Error("counting places gave no row");
      if (held.taken) return { place: openPlace(db, id) };
      return { refusal: await explainRefusal(db, account, held, count) };
    },
  };
}

const openPlace = (db: Db, id: string): AsyncPlace => ({
  async attach(jobId) {
    await db.asyncPlace.updateMany({ where: { id }, data: { jobId } });
  },
  async release() {
    await db.asyncPlace.deleteMany({ where: { id, jobId: null } });
  },
});

const removeFree = (now: Date): Sql =>
  sql`
    DELETE FROM async_places AS place WHERE CASE
      WHEN place."jobId" IS NULL THEN place."leaseUntil" <= ${now}
      ELSE NOT EXISTS (SELECT FROM jobs WHERE jobs.id = place."jobId" AND jobs.status IN ('queued', 'running')) END`;

type Place = { id: string; account: string; range: string | null; isTest: boolean; takenAt: Date; leaseUntil: Date };

const takePlace = ({ id, account, range, isTest, takenAt, leaseUntil }: Place, count: number): Sql =>
  sql`
    WITH held AS (
      SELECT count(*)::int AS "all", (count(*) FILTER (WHERE account = ${account}))::int AS own,
        (count(*) FILTER (WHERE range = ${range}::text))::int AS "inRange",
        (count(*) FILTER (WHERE place."isTest"))::int AS tests,
        (count(*) FILTER (WHERE jobs.status = 'running'))::int AS running
      FROM async_places AS place LEFT JOIN jobs ON jobs.id = place."jobId"
    ), taken AS (
      INSERT INTO async_places (id, account, range, "isTest", "takenAt", "leaseUntil")
      SELECT ${id}, ${account}, ${range}::text, ${isTest}::boolean, ${takenAt}::timestamptz, ${leaseUntil}::timestamptz FROM held
      WHERE "all" < ${count} AND greatest(own, "inRange") < ${shareParts.account} * (${count} - "all")
        AND (NOT ${isTest}::boolean OR tests < ${shareParts.tests} * (${count} - "all"))
      RETURNING id
    )
    SELECT held.*, EXISTS (SELECT FROM taken) AS taken FROM held`;

async function explainRefusal(db: Db, account: string, held: Held, count: number): Promise<Refusal> {
  const { all, own, inRange, tests, running } = held;
  const free = count - all;
  const seconds = (await readJobSeconds(db, account)) / Math.max(1, running);
  const most = Math.max(own, inRange);
  const ofShare = most >= shareParts.account * free ? most : tests;
  return {
    isOwnShare: free > 0,
    held: free > 0 ? ofShare : all,
    retryAfterSeconds: Math.max(1, Math.ceil(seconds)),
  };
}

/** How long the account's jobs took lately, from a worker's beginning to the end. */
async function readJobSeconds(db: Db, userId: string): Promise<number> {
  const [lately] = await db.$queryRaw<{ seconds: number | null }[]>`
    SELECT avg(extract(epoch FROM "finishedAt" - "startedAt"))::float8 AS seconds FROM (
      SELECT "startedAt", "finishedAt" FROM jobs
      WHERE "userId" = ${userId} AND status = 'succeeded' ORDER BY "createdAt" DESC LIMIT ${lastJobs}
    ) AS ended`;
  return lately?.seconds ?? usualSeconds;
}
