import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { GET as followLink } from "../../../app/api/console/archives/[id]/route";
import { POST as createLink } from "../../../app/api/console/archives/route";
import { POST as sendArchive } from "../../../app/api/v1/archives/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { createApiKey } from "../../api-keys/create-api-key";
import { deleteExpiredArchives } from "../../archives/archive-links";
import { headers as names } from "../../contract/headers";
import { archiveLinkSchema } from "../../contract/v1/archives";
import type { NewJob } from "../../jobs/create-job";
import { createSlots } from "../../rate-limit/slots";
import { createLocalDiskStorage } from "../../storage/local-disk";
import { readZip } from "../../testing/read-zip";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders, openRoute, signInHeaders } from "../../testing/studio";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh);
let dir: string;
let userId: string;
let key: Record<string, string>;
let now: Date;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "archives-"));
  now = new Date();
  const storage = createLocalDiskStorage({ dir, linkSecret: "x".repeat(32) });
  Object.assign(opened.studio, { storage, clock: { now: () => now }, archives: createSlots(4) });
  ({ id: userId } = await createUserWithCredits(fresh.db, 50));
  ({ headers: key } = await createKeyHeaders(userId));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A succeeded job whose picture lies in the storage. */
async function makePicture(content: string, fields: Partial<NewJob> = {}, owner = userId): Promise<string> {
  const id = await openJob(fresh.db, owner, fields);
  await settleAsSucceeded(fresh.db, id);
  const file = path.join(dir, `${id}.tmp`);
  await writeFile(file, content);
  await opened.studio.storage.put(`${id}/out.png`, file, { contentType: "image/png", durable: false });
  return id;
}

const json = { "content-type": "application/json" };
const post = (jobIds: string[], headers = key) =>
  openRoute(sendArchive, { method: "POST", headers: { ...headers, ...json }, body: JSON.stringify({ jobIds }) });
const refusal = async (jobIds: string[], headers = key) => {
  const response = await post(jobIds, headers);
  return { status: response.status, ...((await response.json()) as { code: string; detail: string }) };
};
const unzip = async (response: Response) =>
  Object.fromEntries(
    readZip(Buffer.from(await response.arrayBuffer())).map(({ name, content }) => [name, `${content}`]),
  );

it("gives the pictures in the order of their ids, each once, and says how long the ZIP is", async () => {
  const ids = [await makePicture("one"), await makePicture("two"), await makePicture("three", { inputName: null })];
  const response = await post([...ids, ...ids]);
  expect(response.headers.get("content-type")).toBe("application/zip");
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="pixomax-photos-\d{4}-\d\d-\d\d\.zip"$/,
  );
  expect(Number(response.headers.get("x-body-bytes"))).toBeGreaterThan(300);
  const { "manifest.csv": manifest, ...pictures } = await unzip(response);
  expect(Object.entries(pictures)).toEqual([
    ["grandma-color.png", "one"],
    ["grandma-color (2).png", "two"],
    ["photo-color.png", "three"],
  ]);
  expect(manifest).toContain(`/api/v1/jobs/${ids[0]}/receipt`);
});

it("leaves out jobs of the account without a picture, and says why in the manifest", async () => {
  const there = await makePicture("there");
  const failed = await openJob(fresh.db, userId);
  await settleAsFailed(fresh.db, failed);
  const running = await openJob(fresh.db, userId);
  const gone = await makePicture("gone");
  await opened.studio.storage.deleteJob(gone);
  const expired = await makePicture("expired", { expiresAt: new Date(now.getTime() - 1) });
  const { "manifest.csv": manifest = "", ...pictures } = await unzip(
    await post([failed, there, running, gone, expired]),
  );
  expect(pictures).toEqual({ "grandma-color.png": "there" });
  const noteOf = (id: string) =>
    manifest
      .split("\r\n")
      .find((line) => line.includes(id))
      ?.split(",")
      .at(-1);
  expect([failed, running, gone].map(noteOf)).toEqual([
    "it failed (upstream_error)",
    "it is queued",
    "its files are deleted",
  ]);
  expect(noteOf(expired)).toMatch(/^its files expired on \d{4}-\d\d-\d\d$/);
  expect(noteOf(there)).toBe("");
  expect(await refusal([failed, running])).toMatchObject({ status: 409, code: "archive_empty" });
});

it("a photo that its owner keeps is in the archive after its time", async () => {
  const kept = await makePicture("kept", { expiresAt: new Date(now.getTime() - 1) });
  await fresh.db.job.update({ where: { id: kept }, data: { keptAt: now } });
  expect(await unzip(await post([kept]))).toMatchObject({ "grandma-color.png": "kept" });
});

it("an id of nobody, of somebody else or of a deleted job is refused by its name, before anything is sent", async () => {
  const mine = await makePicture("mine");
  const { id: other } = await createUserWithCredits(fresh.db, 5);
  const theirs = await makePicture("theirs", {}, other);
  const removed = await makePicture("removed");
  await fresh.db.job.update({ where: { id: removed }, data: { removedAt: now } });
  for (const id of ["job_nobody", theirs, removed]) {
    const { status, code, detail } = await refusal([mine, id]);
    expect({ status, code, detail }).toEqual({
      status: 404,
      code: "not_found",
      detail: `You have no job with the id "${id}".`,
    });
  }
});

it("a test key gets pictures of test jobs alone", async () => {
  const [test, live] = [await makePicture("test", { isTest: true }), await makePicture("live")];
  const { API_KEY_SECRET: secret } = opened.studio.settings;
  const made = await createApiKey(fresh.db, { userId, name: "tests", mode: "test" }, { secret });
  const headers = { [names.apiKey]: made.secret };
  expect(await unzip(await post([test], headers))).toMatchObject({ "grandma-color.png": "test" });
  expect(await refusal([test, live], headers)).toMatchObject({ code: "not_found" });
});

it("takes 1 to 1000 ids", async () => {
  for (const ids of [[], Array.from({ length: 1001 }, (_, at) => `job_${at}`), ["x".repeat(51)]]) {
    expect(await refusal(ids)).toMatchObject({ status: 400, code: "invalid_request" });
  }
});

it("one account cannot take every place, and gives its places back when a ZIP is read or left", async () => {
  const id = await makePicture("x".repeat(3_000_000));
  const reading = await Promise.all([post([id]), post([id]), post([id])]);
  expect(await refusal([id])).toMatchObject({ status: 429, code: "over_capacity" });
  await reading[0]?.body?.cancel();
  const fourth = await post([id]);
  expect(fourth.status).toBe(200);
  expect(await refusal([id])).toMatchObject({ status: 429 });
  await Promise.all([reading[1], reading[2], fourth].map((response) => response?.arrayBuffer()));
  const again = await post([id]);
  expect(again.status).toBe(200);
  await again.body?.cancel();
});

it("a file that vanishes while the ZIP is sent breaks it off", async () => {
  const ids = [await makePicture("x".repeat(3_000_000)), await makePicture("second", { inputName: "b.jpg" })];
  const response = await post(ids);
  await opened.studio.storage.deleteJob(ids[1] ?? "");
  await expect(response.arrayBuffer()).rejects.toThrow();
});

it("the console gets an address that works for its account for an hour, and gives links to its own receipts", async () => {
  const id = await makePicture("mine");
  const session = await signInHeaders(userId);
  const body = JSON.stringify({ jobIds: [id, await openJob(fresh.db, userId)] });
  const created = await callRoute(createLink, { method: "POST", headers: { ...session, ...json }, body });
  const link = archiveLinkSchema.parse(created.body);
  expect([created.status, link.pictures, link.leftOut]).toEqual([201, 1, 1]);
  const params = { id: link.archiveUrl.split("/").at(-1) ?? "" };
  const follow = (headers: Record<string, string>) => openRoute(followLink, { headers, params });
  const files = await unzip(await follow(session));
  expect(files).toMatchObject({ "grandma-color.png": "mine" });
  expect(files["manifest.csv"]).toContain(`/api/console/jobs/${id}/receipt`);
  const { id: other } = await createUserWithCredits(fresh.db, 5);
  expect((await follow(await signInHeaders(other))).status).toBe(404);
  now = new Date(new Date(link.expiresAt).getTime());
  expect((await follow(session)).status).toBe(404);
  expect(await deleteExpiredArchives(fresh.db, now)).toBe(1);
});

it("an account keeps its ten newest links", async () => {
  const id = await makePicture("mine");
  const headers = { ...(await signInHeaders(userId)), ...json };
  const body = JSON.stringify({ jobIds: [id] });
  for (let count = 0; count < 12; count += 1) {
    now = new Date(now.getTime() + 1);
    await callRoute(createLink, { method: "POST", headers, body });
  }
  const kept = await fresh.db.archive.findMany({ orderBy: { createdAt: "desc" } });
  expect(kept).toHaveLength(10);
  expect(kept[0]?.createdAt).toEqual(now);
});
