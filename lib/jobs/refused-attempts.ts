import "server-only";
import type { JobSource } from "../contract/answers";
import type { Db } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { ErrorCode } from "../errors/error-codes";
import type { RefusedAttempt } from "../generated/prisma/client";
import { toNameKey } from "./name-key";

const dayMs = 86_400_000;
const keptDays = 30;
/** Of one account in 24 hours: who sends broken photos in a loop gets no more of them listed. */
export const maxRefusedPerDay = 200;

/** An attempt with the name of the API key that made it; null for the workbench. */
export type RefusedRow = RefusedAttempt & { apiKey: { name: string } | null };

export type Refusal = {
  userId: string;
  apiKeyId: string | null;
  source: JobSource;
  isTest: boolean;
  requestId: string;
  /** Of the photo's file, where it came that far. */
  inputName: string | null;
  errorCode: ErrorCode;
  errorDetail: string;
};

/** Lists an attempt that was refused before a job existed. False, and no effect, beyond the account's number of the day. */
export async function recordRefusedAttempt(db: Db, refusal: Refusal, now: Date): Promise<boolean> {
  const { userId, inputName } = refusal;
  const since = new Date(now.getTime() - dayMs);
  if ((await db.refusedAttempt.count({ where: { userId, createdAt: { gt: since } } })) >= maxRefusedPerDay)
    return false;
  const id = createPublicId("att");
  await db.refusedAttempt.create({ data: { ...refusal, id, nameKey: toNameKey(inputName), createdAt: now } });
  return true;
}

/** Deletes at most `limit` of the attempts that are older than 30 days. Returns how many. */
export async function deleteOldRefusedAttempts(db: Db, now: Date, limit = 1000): Promise<number> {
  const oldest = new Date(now.getTime() - keptDays * dayMs);
  const { count } = await db.refusedAttempt.deleteMany({ where: { createdAt: { lte: oldest } }, limit });
  return count;
}
