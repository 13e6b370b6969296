import "server-only";
import type { ShareDays } from "../contract/photos/shares";
import type { Job } from "../generated/prisma/client";

const dayMs = 24 * 3_600_000;

type Kept = Pick<Job, "expiresAt" | "keptAt">;

/** When a share of so many days ends: never after the job's files are deleted. */
export function endOfShare(days: ShareDays, { expiresAt, keptAt }: Kept, now: Date): Date {
  const end = now.getTime() + days * dayMs;
  return new Date(keptAt ? end : Math.min(end, expiresAt.getTime()));
}

/** Whether the output is still there to be shown. */
export const hasOutput = ({ outputKey, expiresAt, keptAt }: Kept & Pick<Job, "outputKey">, now: Date): boolean =>
  outputKey !== null && (keptAt !== null || expiresAt > now);
