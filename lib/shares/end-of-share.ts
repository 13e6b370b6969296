import "server-only";
import type { ShareDays } from "../contract/shares";
import type { Job } from "../generated/prisma/client";

const dayMs = 24 * 3_600_000;

/** When a share of so many days ends: never after the job's files are deleted. */
export const endOfShare = (days: ShareDays, job: Pick<Job, "expiresAt">, now: Date): Date =>
  new Date(Math.min(now.getTime() + days * dayMs, job.expiresAt.getTime()));
