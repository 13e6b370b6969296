import "server-only";
import type { Job } from "../generated/prisma/client";

const dayMs = 86_400_000;

/**
 * Until when links to the files of a job are signed. Those of a kept photo stay longer than any link: its links work for a day or
 * two, and are the same all day, so that browsers need not load the pictures again.
 */
export function filesUntil({ expiresAt, keptAt }: Pick<Job, "expiresAt" | "keptAt">, now: Date): Date {
  if (!keptAt) return expiresAt;
  const nextDayEnds = (Math.floor(now.getTime() / dayMs) + 2) * dayMs;
  return new Date(Math.max(expiresAt.getTime(), nextDayEnds));
}
