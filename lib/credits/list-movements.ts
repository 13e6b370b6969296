import "server-only";
import type { LedgerKind } from "../contract/billing";
import type { Db } from "../db/client";
import type { CreditEntry, CreditMovement } from "../generated/prisma/client";

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
export async function listMovements(db: Db, userId: string, { limit, kind, before }: Filter): Promise<Movement[]> {
  const rows = await db.creditMovement.findMany({
    where: { userId, kind, sequence: { lt: before } },
    orderBy: { sequence: "desc" },
    take: limit,
    include: availableEntries(userId),
  });
  return rows.map(toMovement);
}

/** What happened to the credits of one of the user's jobs, oldest first. */
export async function listMovementsOfJob(db: Db, userId: string, jobId: string): Promise<Movement[]> {
  const rows = await db.creditMovement.findMany({
    where: { jobId, userId },
    orderBy: { sequence: "asc" },
    include: availableEntries(userId),
  });
  return rows.map(toMovement);
}

const availableEntries = (userId: string) => ({ entries: { where: { account: `user:${userId}:available` } } });

function toMovement({ entries, ...row }: CreditMovement & { entries: CreditEntry[] }): Movement {
  const { id, sequence, kind, jobId, purchaseId, reason, createdAt, availableAfter } = row;
  const credits = entries.reduce((sum, entry) => sum + entry.credits, 0);
  return { id, sequence, kind, jobId, purchaseId, reason, createdAt, credits, availableAfter };
}
