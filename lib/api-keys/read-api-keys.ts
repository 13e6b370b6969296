import "server-only";
import { keyUsageDays, type ListedKey } from "../contract/accounts/api-keys";
import { type Db, sql } from "../db/client";
import { runPrepared } from "../db/run-prepared";
import type { ApiKey } from "../generated/prisma/client";
import { toApiKeyAnswer } from "./describe-api-key";
import { readMonth } from "./key-budget";

const dayMs = 86_400_000;

/** The user's keys, newest first, revoked ones included. */
export function listApiKeys(db: Db, userId: string): Promise<ApiKey[]> {
  return db.apiKey.findMany({ where: { userId }, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
}

/** The same with what they spent this month and how many photos they sent on each of the last days, UTC. */
export async function listKeysInUse(db: Db, userId: string, now: Date): Promise<ListedKey[]> {
  const today = Math.floor(now.getTime() / dayMs);
  const from = new Date((today - keyUsageDays + 1) * dayMs);
  const [keys, spent, days] = await Promise.all([
    listApiKeys(db, userId),
    readMonth(db, userId, now),
    countPhotos(db, userId, from),
  ]);
  const none = Array<number>(keyUsageDays).fill(0);
  const photos = new Map(keys.map(({ id }) => [id, [...none]]));
  for (const { keyId, day, count } of days) photos.get(keyId)?.splice(day - (today - keyUsageDays + 1), 1, count);
  return keys.map((key) => ({
    ...toApiKeyAnswer(key, now),
    spentThisMonth: spent.get(key.budgetId ?? key.id) ?? 0,
    photosByDay: photos.get(key.id) ?? none,
  }));
}

type Day = { keyId: string; day: number; count: number };

/** For all keys at once. `day` counts from 1970; days without a photo are left out. */
const countPhotos = (db: Db, userId: string, from: Date): Promise<Day[]> =>
  runPrepared<Day>(db, {
    photosByKey: sql`
    SELECT "apiKeyId" AS "keyId", ("createdAt" AT TIME ZONE 'UTC')::date - DATE '1970-01-01' AS day, count(*)::int AS count
    FROM jobs
    WHERE "userId" = ${userId} AND source = 'api' AND "apiKeyId" IS NOT NULL AND "createdAt" >= ${from}::timestamptz
    GROUP BY 1, 2`,
  });

/** The user's key with this id; null when there is none. */
export function readApiKey(db: Db, userId: string, keyId: string): Promise<ApiKey | null> {
  return db.apiKey.findFirst({ where: { id: keyId, userId } });
}

/** The id of the key's owner, for the operator's commands; null when there is no such key. */
export async function findKeyOwner(db: Db, keyId: string): Promise<string | null> {
  const key = await db.apiKey.findUnique({ where: { id: keyId }, select: { userId: true } });
  return key?.userId ?? null;
}
