import { readFile } from "node:fs/promises";
import { beforeEach, expect, test } from "vitest";
import { GET as getHealth } from "../../../app/api/health/route";
import { POST as colorize } from "../../../app/api/v1/colorize/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { createApiKey } from "../../api-keys/create-api-key";
import { headers as names } from "../../contract/headers";
import { readBalance } from "../../credits/read-balance";
import { createAsyncPlaces } from "../../jobs/async-places";
import { createStoredBytes } from "../../jobs/stored-bytes";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { createSlots } from "../../rate-limit/slots";
import { samplePhoto } from "../../testing/colorize-flow";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders } from "../../testing/studio";

const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let userId: string;
let key: Record<string, string>;
beforeEach(async () => {
  await fresh.clear();
  userId = (await createUserWithCredits(fresh.db, 7)).id;
  key = (await createKeyHeaders(userId)).headers;
  Object.assign(opened.studio.settings, { MIN_FREE_DISK_MB: 0, ACCOUNT_STORAGE_GB: undefined, S3_BUCKET: undefined });
  opened.studio.storedBytes = createStoredBytes(fresh.db);
});

async function send(headers = key) {
  const body = new FormData();
  body.set("image", new Blob([await readFile(samplePhoto)]), "photo.jpg");
  return callRoute(colorize, { method: "POST", headers, body });
}

async function expectNothingHappened() {
  expect(await readBalance(fresh.db, userId)).toMatchObject({ available: 7, held: 0 });
  expect(await fresh.db.job.count()).toBe(0);
}

test("with less free disk than is to stay free a photo gets 503 storage_full, and readiness fails", async () => {
  expect((await callRoute(getHealth, {})).status).toBe(200);
  opened.studio.settings.MIN_FREE_DISK_MB = 1_000_000_000;
  const refused = await send();
  expect(refused).toMatchObject({ status: 503, body: { code: "storage_full", retryAfter: 60, creditsCharged: 0 } });
  expect(refused.headers.get("Retry-After")).toBe("60");
  await expectNothingHappened();
  const health = await callRoute(getHealth, {});
  expect(health).toMatchObject({ status: 503, body: { checks: { database: "ok", engine: "ok", disk: "failing" } } });
});

test("without ACCOUNT_STORAGE_GB an account may store what is left free on the disk, and any amount in a bucket", async () => {
  opened.studio.storedBytes = { of: async () => Number.MAX_SAFE_INTEGER };
  expect(await send()).toMatchObject({ status: 403, body: { code: "storage_limit" } });
  opened.studio.settings.S3_BUCKET = "photos";
  expect((await send()).status).toBe(200);
  opened.studio.settings.ACCOUNT_STORAGE_GB = 1;
  expect(await send()).toMatchObject({ status: 403, body: { code: "storage_limit" } });
});

test("an account whose files take up its share is refused until some are gone; others are not", async () => {
  opened.studio.settings.ACCOUNT_STORAGE_GB = 1e-6;
  expect((await send()).status).toBe(200);
  opened.studio.storedBytes = createStoredBytes(fresh.db);
  expect(await send()).toMatchObject({ status: 403, body: { code: "storage_limit", creditsCharged: 0 } });
  const other = await createUserWithCredits(fresh.db, 1);
  expect((await send((await createKeyHeaders(other.id)).headers)).status).toBe(200);

  await fresh.db.job.updateMany({ data: { filesDeletedAt: new Date() } });
  opened.studio.storedBytes = createStoredBytes(fresh.db);
  expect((await send()).status).toBe(200);
});

test("what an account stores is counted once in ten seconds", async () => {
  let now = 0;
  const stored = createStoredBytes(fresh.db, () => now);
  expect(await stored.of(userId)).toBe(0);
  await send();
  expect(await stored.of(userId)).toBe(0);
  now = 10_000;
  const [job] = await fresh.db.job.findMany();
  expect(await stored.of(userId)).toBe((job?.inputBytes ?? 0) + (job?.outputBytes ?? 0));
});

test("photos of test keys have a daily number and are kept 24 hours; live keys have neither", async () => {
  const { studio } = opened;
  studio.limits.testJobs = createMemoryRateLimit({ limit: 1, windowSeconds: 86_400 });
  const made = await createApiKey(
    fresh.db,
    { userId, name: "test", mode: "test" },
    { secret: studio.settings.API_KEY_SECRET },
  );
  const testKey = { [names.apiKey]: made.secret };
  expect((await send(testKey)).status).toBe(200);
  const refused = await send(testKey);
  expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
  expect(refused.body).toHaveProperty("retryAfter", 86_400);
  expect((await send()).status).toBe(200);
  const kept = (await fresh.db.job.findMany({ orderBy: { createdAt: "asc" } })).map(
    ({ expiresAt, createdAt }) => (expiresAt.getTime() - createdAt.getTime()) / 3_600_000,
  );
  expect(kept).toEqual([24, 168]);
});

test("an async request with a place in the queue waits for uploads before it; without one it is told when a job ends", async () => {
  const { studio } = opened;
  const respondAsync = { ...key, Prefer: "respond-async" };
  studio.uploads = createSlots(1);
  const endUpload = studio.uploads.take();
  const waiting = send(respondAsync);
  await expect.poll(() => fresh.db.asyncPlace.count()).toBe(1);
  endUpload?.();
  expect((await waiting).status).toBe(202);
  const { db, clock } = studio;
  studio.asyncPlaces = createAsyncPlaces({ db, clock, count: 1, receiveSeconds: 60, secret: "for ranges" });
  studio.uploads = createSlots(0);
  expect(await send(respondAsync)).toMatchObject({ status: 429, body: { code: "over_capacity", retryAfter: 5 } });
});
