import "server-only";
import type { LedgerKind } from "../contract/billing";
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
type Filter = {
  limit: number;
  kind?: LedgerKind;
  /** Only movements before this `sequence`. */
  before?: number;
};

/** The user's movements, newest first. */
export function listMovements(db: Db, userId: string, { limit, kind, before }: Filter): Promise<Movement[]> {
  return db.$queryRaw<Movement[]>`
    ${movements} WHERE movement."userId" = ${userId} ${kind ? ofKind(kind) : sql``}
      ${before === undefined ? sql`` : sql`AND movement.sequence < ${before}`}
    ORDER BY movement.sequence DESC LIMIT ${limit}`;
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

/** Kinds other than those of every photo are few and have an index of their own, whose condition must be there word by word. */
function ofKind(kind: LedgerKind): Sql {
  const condition = sql`AND movement.kind = ${kind}::"CreditMovementKind"`;
  return kind === "hold" || kind === "capture"
    ? condition
    : sql`${condition} AND movement.kind NOT IN ('hold', 'capture')`;
}
