import "server-only";
import type { LedgerKind, LedgerRowKind } from "../contract/billing";
import { type Db, type Sql, sql } from "../db/client";

/** `credits` is the change of what the user can spend: a capture takes from the hold, so it is what the hold had beyond the charge. */
export type Movement = {
  id: string;
  /** Counts the user's movements from 1, without gaps. */
  sequence: number;
  kind: LedgerKind;
  jobId: string | null;
  purchaseId: string | null;
  reason: string;
  createdAt: Date;
  credits: number;
  /** What could be spent right after it. */
  availableAfter: number;
};
type Filter<Kind> = {
  limit: number;
  /** `photo`: hold, capture and release. */
  kind?: Kind;
  /** Only movements before this `sequence`. */
  before?: number;
};

/** The user's movements, newest first. */
export function listMovements(
  db: Db,
  userId: string,
  { limit, kind, before }: Filter<LedgerKind | "photo">,
): Promise<Movement[]> {
  return db.$queryRaw<Movement[]>`
    ${movements} WHERE movement."userId" = ${userId} ${kind ? ofKind(kind) : sql``} ${olderThan(before)}
    ORDER BY movement.sequence DESC LIMIT ${limit}`;
}

/** A hold together with the capture or release that settled it, or a movement that belongs to no photo. */
export type FoldedMovement = Omit<Movement, "kind" | "purchaseId"> & {
  kind: Exclude<LedgerKind, "capture" | "release">;
  settled: "capture" | "release" | null;
  /** Of the settling movement; `availableAfter` is that after it. */
  returned: number;
  /** Null, as is `jobId`, where the photo's owner deleted it. */
  photoName: string | null;
};

/**
 * The user's movements, newest first, those of one photo as one. It stands where its hold does, so that pages hold each photo
 * once, however photos are settled while somebody turns them.
 */
export function listFoldedMovements(
  db: Db,
  userId: string,
  { limit, kind, before }: Filter<LedgerRowKind>,
): Promise<FoldedMovement[]> {
  const picked = kind ? ofKind(kind === "photo" ? "hold" : kind) : sql`AND movement.kind NOT IN ('capture', 'release')`;
  return db.$queryRaw<FoldedMovement[]>`
    WITH page AS (
      ${movements} WHERE movement."userId" = ${userId} ${olderThan(before)}
        ${picked}
      ORDER BY movement.sequence DESC LIMIT ${limit}
    )
    SELECT page.id, page.sequence, page.kind, page.reason, page."createdAt", page.credits, job.id AS "jobId",
      job."inputName" AS "photoName", settled.kind AS settled, coalesce(settled.credits, 0) AS returned,
      coalesce(settled."availableAfter", page."availableAfter") AS "availableAfter"
    FROM page
    LEFT JOIN LATERAL (
      ${movements} WHERE movement."jobId" = page."jobId" AND movement.kind IN ('capture', 'release') LIMIT 1
    ) AS settled ON page.kind = 'hold'
    LEFT JOIN LATERAL (
      SELECT id, "inputName" FROM jobs WHERE id = page."jobId" AND "userId" = ${userId} AND "removedAt" IS NULL
    ) AS job ON true
    ORDER BY page.sequence DESC`;
}

/** What happened to the credits of one of the user's jobs, oldest first. */
export function listMovementsOfJob(db: Db, userId: string, jobId: string): Promise<Movement[]> {
  return db.$queryRaw<Movement[]>`
    ${movements} WHERE movement."jobId" = ${jobId} AND movement."userId" = ${userId} ORDER BY movement.sequence`;
}

const movements = sql`
  SELECT movement.id, movement.sequence, movement.kind::text AS kind, movement."jobId", movement."purchaseId", movement.reason,
    movement."createdAt", movement."availableAfter", (
      SELECT coalesce(sum(entry.credits), 0)::int FROM credit_entries AS entry
      WHERE entry."movementId" = movement.id AND entry.account = 'user:' || movement."userId" || ':available'
    ) AS credits
  FROM credit_movements AS movement`;

const olderThan = (before: number | undefined): Sql =>
  before === undefined ? sql`` : sql`AND movement.sequence < ${before}`;

/** Kinds other than those of every photo are few and have an index of their own, whose condition must be there word by word. */
function ofKind(kind: LedgerKind | "photo"): Sql {
  if (kind === "photo") return sql`AND movement.kind IN ('hold', 'capture', 'release')`;
  const condition = sql`AND movement.kind = ${kind}::"CreditMovementKind"`;
  return kind === "hold" || kind === "capture"
    ? condition
    : sql`${condition} AND movement.kind NOT IN ('hold', 'capture')`;
}
