import { createHash } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { GET as pictureInConsole } from "../../../app/api/console/jobs/[id]/picture/route";
import { PATCH as setInConsole } from "../../../app/api/console/jobs/[id]/recipe/route";
import { GET as getInConsole } from "../../../app/api/console/jobs/[id]/route";
import { POST as archiveByKey } from "../../../app/api/v1/archives/route";
import { GET as pictureByKey } from "../../../app/api/v1/jobs/[id]/picture/route";
import { GET as receiptByKey } from "../../../app/api/v1/jobs/[id]/receipt/route";
import { PATCH as setByKey } from "../../../app/api/v1/jobs/[id]/recipe/route";
import { GET as getByKey } from "../../../app/api/v1/jobs/[id]/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { jobResourceSchema } from "../../contract/v1/jobs";
import { createSlots } from "../../rate-limit/slots";
import { readZip } from "../../testing/read-zip";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders, openRoute, signInHeaders } from "../../testing/studio";
import type { RouteHandler } from "../route/define-route";

const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let userId: string;
let key: Record<string, string>;
let session: Record<string, string>;
let jobId: string;
let stored: Buffer;
beforeEach(async () => {
  await fresh.clear();
  userId = (await createUserWithCredits(fresh.db, 10)).id;
  key = (await createKeyHeaders(userId)).headers;
  session = await signInHeaders(userId);
  jobId = await openJob(fresh.db, userId, { inputName: "Oma 1928 “Süd”.tif" });
  await settleAsSucceeded(fresh.db, jobId);
  stored = await storeOutput(jobId);
});

/** As the engine would have: a picture of 60 × 40 in one color. */
async function storeOutput(id: string): Promise<Buffer> {
  const { settings, storage } = opened.studio;
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#7a6a52" } })
    .png()
    .toBuffer();
  const file = path.join(settings.DATA_DIR, "made.png");
  await writeFile(file, bytes);
  await storage.put(`${id}/out.png`, file, { contentType: "image/png", durable: false });
  return bytes;
}

const doors = [
  ["a key", setByKey, pictureByKey, getByKey, () => key],
  ["a session", setInConsole, pictureInConsole, getInConsole, () => session],
] as const;
const recipe = { strength: 0.4, warmth: 0.2, saturation: 1, hints: [] };
const send = (handler: RouteHandler, headers: Record<string, string>, body: unknown, id = jobId) =>
  callRoute(handler, { method: "PATCH", headers, params: { id }, body: JSON.stringify(body) });

/** The answer with its bytes, as an Accept header or a browser's download gets them. */
const fetchPicture = (handler: RouteHandler, headers: Record<string, string>, query = "", id = jobId) =>
  callRoute(handler, { headers, params: { id }, path: `/${query}` });

const sumEntries = () => fresh.db.creditEntry.aggregate({ _count: true });

describe.each(doors)("with %s", (_, set, picture, get, headers) => {
  test("a recipe is kept with the job, may be changed and removed, and moves no credit", async () => {
    const entries = await sumEntries();
    const before = await callRoute(get, { headers: headers(), params: { id: jobId } });
    const saved = await send(set, headers(), recipe);
    expect(saved).toMatchObject({ status: 200, body: { jobId, recipe } });
    const read = async () => (await callRoute(get, { headers: headers(), params: { id: jobId } })).body;
    expect(await read()).toEqual({ ...(before.body as object), recipe });
    expect((await send(set, headers(), { strength: 2 })).body).toMatchObject({
      recipe: { ...recipe, strength: 2, warmth: 0 },
    });
    for (const nothing of [null, {}]) {
      await send(set, headers(), recipe);
      expect((await send(set, headers(), nothing)).body).toMatchObject({ recipe: null });
      expect(await read()).toEqual(before.body);
    }
    expect(await sumEntries()).toEqual(entries);
  });

  test("without a recipe and in its own format the picture is the stored file", async () => {
    const { status, headers: told } = await fetchPicture(picture, headers());
    expect(status).toBe(200);
    expect(told.get("content-type")).toBe("image/png");
    expect(told.get("x-body-bytes")).toBe(String(stored.length));
    expect(told.get("content-disposition")).toMatch(/^attachment; .*filename\*=UTF-8''Oma%201928%20.*-color\.png$/);
  });

  test("with a recipe it is another picture of the same size, in the wanted format, and no temporary file stays", async () => {
    await send(set, headers(), recipe);
    const { status, headers: told } = await fetchPicture(picture, headers(), "?format=jpeg");
    expect(status).toBe(200);
    expect(told.get("content-type")).toBe("image/jpeg");
    expect(told.get("content-disposition")).toMatch(/-color\.jpg$/);
    await expect.poll(() => readdir(path.join(opened.studio.settings.DATA_DIR, "spool"))).toEqual([]);
  });
});

test("the stored output, its link and its receipt stay as they were", async () => {
  const read = async () => {
    const job = jobResourceSchema.parse((await callRoute(getByKey, { headers: key, params: { id: jobId } })).body);
    const receipt = await callRoute(receiptByKey, { headers: key, params: { id: jobId } });
    return [job.outputUrl, receipt.body, (await opened.studio.storage.stat(`${jobId}/out.png`))?.bytes];
  };
  const before = await read();
  await send(setByKey, key, recipe);
  await fetchPicture(pictureByKey, key);
  expect(await read()).toEqual(before);
});

test("a job that has not ended, has failed or was deleted has no picture to adjust", async () => {
  const [running, failed] = [await openJob(fresh.db, userId), await openJob(fresh.db, userId)];
  await settleAsFailed(fresh.db, failed);
  await opened.studio.storage.deleteJob(jobId);
  for (const [id, code] of [
    [running, "job_not_finished"],
    [failed, "job_has_no_output"],
  ] as const) {
    expect(await send(setByKey, key, recipe, id)).toMatchObject({ body: { code } });
    expect(await fetchPicture(pictureInConsole, session, "", id)).toMatchObject({ body: { code } });
  }
  expect(await fetchPicture(pictureByKey, key)).toMatchObject({ status: 410, body: { code: "job_deleted" } });
  await fresh.db.job.update({ where: { id: jobId }, data: { outputKey: null } });
  expect(await send(setByKey, key, recipe)).toMatchObject({ status: 410, body: { code: "job_deleted" } });
});

test("a test key reaches test jobs alone", async () => {
  await fresh.db.apiKey.updateMany({ data: { mode: "test" } });
  expect(await send(setByKey, key, recipe)).toMatchObject({ status: 404 });
  expect(await fetchPicture(pictureByKey, key)).toMatchObject({ status: 404 });
});

test("a format that cannot hold the picture is refused by name, and so is one that nobody knows", async () => {
  await fresh.db.job.update({ where: { id: jobId }, data: { width: 17_000 } });
  const { status, body } = await fetchPicture(pictureByKey, key, "?format=webp");
  expect([status, body]).toMatchObject([400, { code: "invalid_option", param: "format" }]);
  expect(await fetchPicture(pictureByKey, key, "?format=gif")).toMatchObject({ body: { code: "invalid_request" } });
});

test("too many pictures at a time and a full disk are refused before anything is decoded, with when to try again", async () => {
  const { studio } = opened;
  const { adjustments, settings } = studio;
  studio.adjustments = createSlots(0);
  const busy = await fetchPicture(pictureByKey, key);
  expect(busy).toMatchObject({ status: 429, body: { code: "over_capacity" } });
  expect(Number(busy.headers.get("retry-after"))).toBeGreaterThan(0);
  studio.adjustments = adjustments;
  studio.settings = { ...settings, MIN_FREE_DISK_MB: 1_000_000_000 };
  expect(await fetchPicture(pictureByKey, key)).toMatchObject({ status: 503, body: { code: "storage_full" } });
  studio.settings = settings;
});

test("what the owner deleted is not remembered as a recipe", async () => {
  await send(setByKey, key, recipe);
  const { DELETE } = await import("../../../app/api/v1/jobs/[id]/route");
  await callRoute(DELETE, { method: "DELETE", headers: key, params: { id: jobId } });
  expect((await fresh.db.job.findUniqueOrThrow({ where: { id: jobId } })).recipe).toBeNull();
});

test("an archive holds the adjusted picture, and its manifest the hash of what it holds", async () => {
  await send(setByKey, key, recipe);
  const headers = { ...key, "content-type": "application/json" };
  const body = JSON.stringify({ jobIds: [jobId] });
  const response = await openRoute(archiveByKey, { method: "POST", headers, body });
  const entries = readZip(Buffer.from(await response.arrayBuffer()));
  const [picture, manifest] = entries.map(({ content }) => content);
  const adjusted = await openRoute(pictureByKey, { headers: key, params: { id: jobId } });
  const pixels = async (bytes: Buffer) => (await sharp(bytes).raw().toBuffer()).subarray(0, 3);
  expect(await pixels(picture ?? stored)).toEqual(await pixels(Buffer.from(await adjusted.arrayBuffer())));
  expect(await pixels(picture ?? stored)).not.toEqual(await pixels(stored));
  expect(`${manifest}`).toContain(
    createHash("sha256")
      .update(picture ?? "")
      .digest("hex"),
  );
});
