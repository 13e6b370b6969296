import { readFile } from "node:fs/promises";
import { beforeEach, expect, test } from "vitest";
import { GET as listAttempts } from "../../../app/api/console/attempts/route";
import { POST as colorizeByKey } from "../../../app/api/v1/colorize/route";
import { POST as colorizeInWorkbench } from "../../../app/api/workbench/colorize/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { attemptListSchema } from "../../contract/job-search";
import { problems } from "../../contract/problems";
import { grantCredits } from "../../credits/ledger";
import { AppError } from "../../errors/app-error";
import type { ErrorCode } from "../../errors/error-codes";
import { deleteOldRefusedAttempts, maxRefusedPerDay } from "../../jobs/refused-attempts";
import { createStoredBytes } from "../../jobs/stored-bytes";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { createSlots } from "../../rate-limit/slots";
import { samplePhoto } from "../../testing/colorize-flow";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders, signInHeaders } from "../../testing/studio";

const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let userId: string;
let session: Record<string, string>;
let key: Record<string, string>;
let photo: Buffer;
beforeEach(async () => {
  await fresh.clear();
  userId = (await createUserWithCredits(fresh.db, 0)).id;
  session = await signInHeaders(userId);
  key = (await createKeyHeaders(userId)).headers;
  photo = await readFile(samplePhoto);
  opened.studio.settings.ACCOUNT_STORAGE_GB = undefined;
  opened.studio.storedBytes = createStoredBytes(fresh.db);
  const unlimited = () => createMemoryRateLimit({ limit: 100_000, windowSeconds: 60 });
  Object.assign(opened.studio.limits, { key: unlimited(), account: unlimited() });
});

type Form = Record<string, string | Buffer>;
function send(form: Form, headers = session) {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) {
    if (typeof value === "string") body.append(name, value);
    else body.append(name, new Blob([new Uint8Array(value)]), "torn.jpg");
  }
  const handler = headers === key ? colorizeByKey : colorizeInWorkbench;
  return callRoute(handler, { method: "POST", headers, body });
}
const listed = async () => attemptListSchema.parse((await callRoute(listAttempts, { headers: session })).body).attempts;

const cases: [ErrorCode, name: string | null, make: () => Form][] = [
  ["image_corrupt", "torn.jpg", () => ({ image: photo.subarray(0, 700) })],
  ["image_unsupported", "torn.jpg", () => ({ image: Buffer.from("8BPS\0\x01 not a photo at all") })],
  ["image_empty", "torn.jpg", () => ({ image: Buffer.alloc(0) })],
  ["image_too_large", "torn.jpg", () => ({ image: Buffer.alloc(26 * 1024 * 1024) })],
  ["image_missing", null, () => ({ model: "tiny" })],
  ["image_url_invalid", null, () => ({ image: "https://" })],
  ["invalid_model", "torn.jpg", () => ({ image: photo, model: "huge" })],
  ["invalid_boolean", "torn.jpg", () => ({ image: photo, face_remaster: "perhaps" })],
  ["invalid_option", "torn.jpg", () => ({ image: photo, strength: "7" })],
  ["not_configured", "torn.jpg", () => ({ image: photo, face_remaster: "true" })],
  ["insufficient_credits", "torn.jpg", () => ({ image: photo, model: "large" })],
];

test.each(cases)("%s is listed with the name %s and its reason, by session and by key", async (code, name, make) => {
  for (const headers of [session, key]) {
    const answer = await send(make(), headers);
    expect(answer).toMatchObject({ status: problems[code].status, body: { code, creditsCharged: 0 } });
    const { detail } = answer.body as { detail: string };
    const source = headers === key ? "api" : "workbench";
    const keyName = headers === key ? "tests" : null;
    const error = { code, detail, title: problems[code].title };
    expect((await listed())[0]).toMatchObject({ kind: "refused", refused: { name, source, keyName, error } });
  }
  expect(await fresh.db.job.count()).toBe(0);
});

test("an account whose files take up its share sees that refusal too", async () => {
  await grantCredits(fresh.db, { userId, credits: 1, reason: "test" });
  opened.studio.settings.ACCOUNT_STORAGE_GB = 1e-6;
  expect((await send({ image: photo, model: "tiny" })).status).toBe(200);
  opened.studio.storedBytes = createStoredBytes(fresh.db);
  expect((await send({ image: photo, model: "tiny" })).status).toBe(403);
  expect(await listed()).toMatchObject([
    { kind: "refused", refused: { error: { code: "storage_limit" } } },
    { kind: "job" },
  ]);
});

test("nobody's list grows by requests that were refused for their key, their session, their number or a full studio", async () => {
  const { uploads } = opened.studio;
  opened.studio.uploads = createSlots(0);
  expect(await send({ image: photo })).toMatchObject({ status: 429, body: { code: "too_many_uploads" } });
  opened.studio.uploads = uploads;
  opened.studio.limits.account = createMemoryRateLimit({ limit: 0, windowSeconds: 60 });
  expect((await send({ image: photo })).status).toBe(429);
  expect((await send({ image: photo }, {})).status).toBe(401);
  expect((await send({ image: photo }, { ...session, origin: "https://evil.example" })).status).toBe(403);
  expect(await fresh.db.refusedAttempt.count()).toBe(0);
});

test("a job that fails for such a reason is listed as a job, once", async () => {
  await grantCredits(fresh.db, { userId, credits: 1, reason: "test" });
  const { storage } = opened.studio;
  const { put } = storage;
  storage.put = () => Promise.reject(new AppError("not_configured", { detail: "It was switched off." }));
  expect((await send({ image: photo, model: "tiny" })).status).toBe(503);
  storage.put = put;
  expect(await listed()).toMatchObject([{ kind: "job", job: { status: "failed", error: { code: "not_configured" } } }]);
});

test("an account has no more of them listed in a day than the limit, another one still has its own", async () => {
  const rows = Array.from({ length: maxRefusedPerDay }, (_, nth) => ({
    ...{ id: `att_${nth}`, userId, source: "workbench" as const, requestId: "r" },
    ...{ errorCode: "image_corrupt", errorDetail: "Torn." },
  }));
  await fresh.db.refusedAttempt.createMany({ data: rows });
  const torn = { image: photo.subarray(0, 700) };
  expect((await send(torn)).status).toBe(400);
  expect(await fresh.db.refusedAttempt.count()).toBe(maxRefusedPerDay);
  const other = await signInHeaders((await createUserWithCredits(fresh.db, 1)).id);
  await send(torn, other);
  expect(await fresh.db.refusedAttempt.count()).toBe(maxRefusedPerDay + 1);
});

test("they are deleted after 30 days", async () => {
  await send({ image: photo.subarray(0, 700) });
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);
  expect(await deleteOldRefusedAttempts(fresh.db, days(29))).toBe(0);
  expect(await deleteOldRefusedAttempts(fresh.db, days(31))).toBe(1);
});

test("a refusal is answered as it is where it cannot be listed", async () => {
  await fresh.db.$executeRaw`ALTER TABLE refused_attempts RENAME TO elsewhere`;
  const answer = await send({ image: photo.subarray(0, 700) });
  await fresh.db.$executeRaw`ALTER TABLE elsewhere RENAME TO refused_attempts`;
  expect(answer).toMatchObject({ status: 400, body: { code: "image_corrupt" } });
});
