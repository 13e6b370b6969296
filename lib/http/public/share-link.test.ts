import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { GET as getPicture } from "@/app/api/console/jobs/[id]/picture/route";
import { DELETE as deleteJob } from "@/app/api/console/jobs/[id]/route";
import { POST as createShare, GET as listShares } from "@/app/api/console/jobs/[id]/shares/route";
import { PATCH as changeShare, DELETE as revokeShare } from "@/app/api/console/shares/[id]/route";
import { GET as openFile } from "@/app/files/[...path]/route";
import { HEAD as headShare, GET as openShare } from "@/app/s/[...path]/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { type ShareAnswer, sharedPhotoSchema, shareListSchema, shareSchema } from "../../contract/photos/shares";
import type { Job } from "../../generated/prisma/client";
import { saveRecipe } from "../../jobs/change-job";
import { createSlots } from "../../rate-limit/slots";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { createColoredJob } from "../../testing/shared-job";
import { callRoute, openRoute, signInHeaders } from "../../testing/studio";
import type { RouteHandler } from "../route/define-route";

const database = setUpSharedDatabase();
const opened = setUpStudio(database);
let folder = "";
let job: Job;
let owner: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "share-link-"));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  const { id: userId } = await createUserWithCredits(database.db, 5);
  job = await createColoredJob({ db: database.db, storage: opened.studio.storage, folder }, userId);
  owner = await signInHeaders(userId);
});

const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const program = { accept: "application/json" };

async function share(fields: object = {}): Promise<ShareAnswer> {
  const answer = await callRoute(createShare, { method: "POST", headers: owner, params: { id: job.id }, body: fields });
  expect(answer.status).toBe(201);
  return shareSchema.parse(answer.body);
}

/** Follows the share's link, or what lies below it. */
const follow = ({ url }: ShareAnswer, headers: Record<string, string>, rest: string[] = []) => {
  const parts = [...new URL(url).pathname.split("/").slice(2), ...rest];
  return callRoute(openShare, { path: `/s/${parts.join("/")}`, headers, params: { path: parts } });
};
const expire = ({ id }: ShareAnswer) =>
  database.db.share.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
const revoke = ({ id }: ShareAnswer) => callRoute(revokeShare, { method: "DELETE", headers: owner, params: { id } });

test("a browser is led to the page, a program gets what it shows, and nothing of it names account or job", async () => {
  const made = await share({ caption: "Grandma", withDownload: true });
  const page = await follow(made, browser);
  expect(page.status).toBe(307);
  expect(page.headers.get("location")).toBe(new URL(made.url).pathname.replace("/s/", "/shared-photo/"));
  expect(page.headers.get("x-robots-tag")).toBe("noindex");
  // As services that preview links do.
  expect((await follow(made, { accept: "*/*" })).status).toBe(307);
  const { status, body } = await follow(made, program);
  expect(status).toBe(200);
  expect(sharedPhotoSchema.parse(body)).toMatchObject({ caption: "Grandma", width: 400, height: 300, model: "test@0" });
  for (const hidden of [job.id, job.userId, "grandma.jpg"]) expect(JSON.stringify(body)).not.toContain(hidden);
});

test("its pictures are small, upright and without the photo's name; the output itself is there where its owner offers it", async () => {
  const made = await share({ withDownload: true });
  for (const [name, type] of [
    ["after.webp", "image/webp"],
    ["before.webp", "image/webp"],
    ["card.jpg", "image/jpeg"],
    ["download", "image/png"],
  ] as const) {
    const { status, headers } = await follow(made, {}, [name]);
    expect([name, status, headers.get("content-type")]).toEqual([name, 200, type]);
    expect(headers.get("content-disposition")).not.toContain("grandma");
    expect(headers.get("x-robots-tag")).toBe("noindex");
  }
});

test("whoever only asks what the download is takes no place of those who download", async () => {
  const made = await share({ withDownload: true });
  const parts = [...new URL(made.url).pathname.split("/").slice(2), "download"];
  for (let at = 0; at < 30; at += 1) {
    const { status, headers } = await callRoute(headShare, { method: "HEAD", params: { path: parts } });
    expect([status, headers.get("content-type")]).toEqual([200, "image/png"]);
  }
  expect((await follow(made, {}, ["download"])).status).toBe(200);
});

/** Made with a recipe, and too large to be in a buffer at once. */
async function adjustLargeOutput(): Promise<void> {
  const file = path.join(folder, "large.png");
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  await sharp({ create: { width: 400, height: 300, channels: 3, background: "#777", noise } })
    .png()
    .toFile(file);
  await opened.studio.storage.put(`${job.id}/out.png`, file, { contentType: "image/png", durable: false });
  const recipe = { strength: 0.5, warmth: 0, saturation: 1, hints: [] };
  await database.db.job.update({ where: { id: job.id }, data: { recipe } });
}

test.each(["with", "without"])("visitors who leave at once leave no place taken, %s a recipe", async (which) => {
  opened.studio.adjustments = createSlots(4);
  await adjustLargeOutput();
  if (which === "without") await saveRecipe(database.db, job.id, null);
  const made = await share({ withDownload: true });
  const parts = [...new URL(made.url).pathname.split("/").slice(2), "download"];
  const leave = async (handler: RouteHandler, params: Record<string, string | string[]>, headers = {}) => {
    const reader = new AbortController();
    const answer = await openRoute(handler, { params, headers, signal: reader.signal });
    expect(answer.status).toBe(200);
    reader.abort();
  };
  for (let at = 0; at < 6; at += 1) await leave(getPicture, { id: job.id }, owner);
  for (let at = 0; at < 6; at += 1) await leave(openShare, { path: parts });
  expect((await follow(made, {}, ["download"])).status).toBe(200);
});

test("however many visitors hold a download, its owner still gets the photo", async () => {
  opened.studio.adjustments = createSlots(4);
  await adjustLargeOutput();
  const made = await share({ withDownload: true });
  const parts = [...new URL(made.url).pathname.split("/").slice(2), "download"];
  const held: Response[] = [];
  for (let at = 0; at < 4; at += 1) held.push(await openRoute(openShare, { params: { path: parts } }));
  expect(held.at(-1)?.status).toBe(429);
  expect((await callRoute(getPicture, { headers: owner, params: { id: job.id } })).status).toBe(200);
  await Promise.all(held.map((answer) => answer.body?.cancel()));
});

test("while its account is suspended nothing of a photo is there, as if it were deleted; then all of it is again", async () => {
  const made = await share({ withDownload: true });
  const key = job.outputKey ?? "";
  const link = opened.studio.storage.signLink(key, new Date(Date.now() + 60_000));
  const seen = async () => [
    ...(await Promise.all(["", "after.webp", "download"].map((rest) => follow(made, program, rest ? [rest] : [])))),
    await callRoute(openFile, { path: link, params: { path: key.split("/") } }),
  ];
  const suspend = (suspendedAt: Date | null) =>
    database.db.user.update({ where: { id: job.userId }, data: { suspendedAt } });
  await suspend(new Date());
  for (const answer of await seen()) {
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(JSON.stringify(answer.body)).toContain("deleted");
    expect(JSON.stringify(answer.body)).not.toMatch(/suspend/i);
  }
  await suspend(null);
  for (const { status } of await seen()) expect(status).toBe(200);
});

test("what its owner does not show is not there: the original, the download", async () => {
  const made = await share({ withOriginal: false });
  for (const name of ["before.webp", "download", "in.jpg", "after.webp/x"]) {
    expect(await follow(made, {}, name.split("/"))).toMatchObject({ status: 404, body: { code: "not_found" } });
  }
  expect((await follow(made, program)).body).toMatchObject({ beforeUrl: null, downloadUrl: null });
});

test("a withdrawn link and its pictures stop at once, for browsers with a page, for programs with JSON", async () => {
  const made = await share();
  expect((await follow(made, {}, ["after.webp"])).status).toBe(200);
  expect((await revoke(made)).status).toBe(204);
  for (const rest of [[], ["after.webp"], ["card.jpg"]]) {
    expect(await follow(made, program, rest)).toMatchObject({ status: 410, body: { code: "link_revoked" } });
  }
  const { status, headers, body } = await follow(made, browser);
  expect(status).toBe(410);
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(body).toContain("This link was withdrawn");
});

test("a page says why a link does not work, with the status that a program gets", async () => {
  const [expired, forged, deleted] = [await share(), await share(), await share()];
  await expire(expired);
  const broken = { ...forged, url: forged.url.slice(0, -3) };
  for (const [made, status, code, title] of [
    [expired, 410, "link_expired", "This link has expired"],
    [broken, 403, "link_invalid", "This link is not complete"],
  ] as const) {
    expect(await follow(made, program)).toMatchObject({ status, body: { code } });
    const page = await follow(made, browser);
    expect(page.status).toBe(status);
    expect(page.headers.get("x-robots-tag")).toBe("noindex");
    expect(page.body).toContain(`<h1>${title}</h1>`);
    expect(page.body).toContain('<meta name="robots" content="noindex">');
  }
  await callRoute(deleteJob, { method: "DELETE", headers: owner, params: { id: job.id } });
  expect(await follow(deleted, program)).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(await follow(deleted, browser)).toMatchObject({
    status: 404,
    body: expect.stringContaining("This photo has been deleted"),
  });
  expect(await database.db.share.count({ where: { jobId: job.id } })).toBe(0);
});

test("the owner is shown the way to the job, and nobody else", async () => {
  const made = await share();
  await expire(made);
  const link = `href="/console/jobs/${job.id}"`;
  expect((await follow(made, { ...browser, ...owner })).body).toContain(link);
  expect((await follow(made, browser)).body).not.toContain(job.id);
  const stranger = await signInHeaders((await createUserWithCredits(database.db, 0)).id);
  expect((await follow(made, { ...browser, ...stranger })).body).not.toContain(job.id);
});

test("a link to a file that has expired or was changed shows a page to a person, and the problem to a picture or a program", async () => {
  const key = `${job.id}/out.png`;
  const link = opened.studio.storage.signLink(key, new Date(Date.now() - 1000));
  const get = (target: string, headers: Record<string, string>) =>
    callRoute(openFile, { path: target, headers, params: { path: key.split("/") } });
  expect(await get(link, { ...browser, ...owner })).toMatchObject({
    status: 410,
    body: expect.stringContaining(`/console/jobs/${job.id}`),
  });
  for (const headers of [{ accept: "image/avif,image/webp,*/*;q=0.8" }, program, {}]) {
    expect(await get(link, headers)).toMatchObject({ status: 410, body: { code: "link_expired" } });
  }
  expect(await get(`${link}x`, browser)).toMatchObject({
    status: 403,
    body: expect.stringContaining("This link is not complete"),
  });
});

test("shares are listed and changed by their owner alone", async () => {
  const made = await share({ days: 1, caption: "One" });
  const list = () => callRoute(listShares, { headers: owner, params: { id: job.id } });
  expect(shareListSchema.parse((await list()).body).shares).toEqual([made]);
  const change = { method: "PATCH", params: { id: made.id }, body: { caption: "Two", days: 7 } };
  const stranger = await signInHeaders((await createUserWithCredits(database.db, 0)).id);
  expect((await callRoute(changeShare, { ...change, headers: stranger })).status).toBe(404);
  expect((await callRoute(changeShare, { ...change, headers: owner })).body).toMatchObject({ caption: "Two" });
  await revoke(made);
  expect((await list()).body).toEqual({ shares: [] });
  expect(await callRoute(changeShare, { ...change, headers: owner })).toMatchObject({ body: { code: "link_revoked" } });
});

test("a preview has the colors of the output and the mark of the model", async () => {
  const made = await share();
  await follow(made, {}, ["after.webp"]);
  const stored = await opened.studio.storage.open(`${job.id}/after.webp`);
  const chunks: Buffer[] = [];
  for await (const chunk of stored?.stream ?? []) chunks.push(chunk);
  const image = sharp(Buffer.concat(chunks));
  expect((await image.metadata()).xmp?.toString()).toContain("compositeWithTrainedAlgorithmicMedia");
  const { dominant } = await image.stats();
  expect(dominant.r).toBeGreaterThan(150);
  expect(dominant.g).toBeLessThan(80);
});
