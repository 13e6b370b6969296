import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { PATCH as change, GET as getJob } from "../../../app/api/console/jobs/[id]/route";
import { POST as deleteJobs } from "../../../app/api/console/jobs/delete/route";
import { GET as searchJobs } from "../../../app/api/console/jobs/route";
import { GET as getCsv } from "../../../app/api/console/jobs.csv/route";
import { GET as listPhotos } from "../../../app/api/console/photos/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { jobListSchema, jobSchema } from "../../contract/console-jobs";
import { photoListSchema } from "../../contract/job-search";
import { recordRefusedAttempt } from "../../jobs/refused-attempts";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, signInHeaders } from "../../testing/studio";

const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let userId: string;
let session: Record<string, string>;
let jobId: string;
beforeEach(async () => {
  await fresh.clear();
  userId = (await createUserWithCredits(fresh.db, 600)).id;
  session = await signInHeaders(userId);
  jobId = await openJob(fresh.db, userId, { inputName: "Éva.jpg" });
  await settleAsSucceeded(fresh.db, jobId);
  opened.studio.settings.KEEP_PHOTOS = true;
});
const patch = (body: object, id = jobId) =>
  callRoute(change, { method: "PATCH", headers: session, params: { id }, body });

test("jobs and photos are searched through their addresses, and a wrong query is named", async () => {
  await openJob(fresh.db, userId, { inputName: "dock.jpg", inputSha256: "9".repeat(64) });
  const get = (handler: typeof searchJobs, path: string) => callRoute(handler, { path, headers: session });
  const { jobs } = jobListSchema.parse((await get(searchJobs, "/?search=eva")).body);
  expect(jobs.map((job) => job.jobId)).toEqual([jobId]);
  const { photos } = photoListSchema.parse((await get(listPhotos, "/?sort=name&limit=1")).body);
  expect(photos).toMatchObject([{ job: { name: "dock.jpg" } }]);
  for (const [query, param] of [
    ["sort=size", "sort"],
    ["created_after=yesterday", "created_after"],
    ["cursor=x", "cursor"],
  ]) {
    expect(await get(listPhotos, `/?${query}`)).toMatchObject({
      status: 400,
      body: { code: "invalid_request", param },
    });
  }
});

test("a photo is renamed by its owner; blank, endless and unstorable names are refused", async () => {
  expect(await patch({ name: "  Anna\n\u202e1943 👵🏽 " })).toMatchObject({
    status: 200,
    body: { name: "Anna \u202e1943 👵🏽", jobId },
  });
  for (const name of ["", " \t ", "x".repeat(201), "a\0b", "\ud800", 7]) {
    expect(await patch({ name })).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  }
  const stranger = await signInHeaders((await createUserWithCredits(fresh.db, 0)).id);
  const theirs = await callRoute(change, {
    method: "PATCH",
    headers: stranger,
    params: { id: jobId },
    body: { name: "x" },
  });
  expect(theirs.status).toBe(404);
  const { body } = await callRoute(getJob, { headers: session, params: { id: jobId } });
  expect(jobSchema.parse(body).name).toBe("Anna \u202e1943 👵🏽");
});

test("a kept photo has links beyond its retention and says so; where the operator keeps none it is refused", async () => {
  const over = new Date(Date.now() - 1);
  expect(await patch({ kept: true })).toMatchObject({ status: 200, body: { kept: true } });
  await fresh.db.job.update({ where: { id: jobId }, data: { expiresAt: over } });
  const shown = jobSchema.parse((await callRoute(getJob, { headers: session, params: { id: jobId } })).body);
  expect(shown.outputUrl).not.toBeNull();
  expect(Date.parse(shown.expiresAt) - Date.now()).toBeGreaterThan(86_000_000);

  opened.studio.settings.KEEP_PHOTOS = false;
  const retentionMs = opened.studio.settings.RETENTION_HOURS * 3_600_000;
  const letGo = jobSchema.parse((await patch({ kept: false })).body);
  expect(letGo.kept).toBe(false);
  expect(Math.abs(Date.parse(letGo.expiresAt) - Date.now() - retentionMs)).toBeLessThan(60_000);
  expect(await patch({ kept: true })).toMatchObject({ status: 400, body: { code: "invalid_request", param: "kept" } });
});

test("many are deleted at once with their files: the account's own that have ended", async () => {
  const running = await openJob(fresh.db, userId);
  const stranger = (await createUserWithCredits(fresh.db, 9)).id;
  const theirs = await openJob(fresh.db, stranger);
  await settleAsSucceeded(fresh.db, theirs);
  const file = path.join(opened.studio.settings.DATA_DIR, "photo");
  await writeFile(file, "photo");
  await opened.studio.storage.put(`${jobId}/out.png`, file, { contentType: "image/png", durable: false });
  const stored = path.join(opened.studio.settings.DATA_DIR, "files", jobId);
  expect((await stat(stored)).isDirectory()).toBe(true);
  const body = { jobIds: [jobId, running, theirs, "job_none"] };
  const call = { method: "POST", headers: session, body };
  expect(await callRoute(deleteJobs, call)).toMatchObject({ status: 200, body: { deleted: [jobId] } });
  await expect(stat(stored)).rejects.toThrow("ENOENT");
  expect(await callRoute(deleteJobs, call)).toMatchObject({ body: { deleted: [] } });
  expect(await fresh.db.job.findUnique({ where: { id: theirs } })).toMatchObject({ removedAt: null });
});

test("the CSV has every attempt that the list shows, to its end, and no name in it is a formula", async () => {
  const refusal = {
    userId,
    apiKeyId: null,
    source: "workbench",
    isTest: false,
    requestId: "r",
    inputName: null,
  } as const;
  const why = { errorCode: "image_too_large", errorDetail: 'It has "26 MB", too many.' } as const;
  await recordRefusedAttempt(fresh.db, { ...refusal, ...why }, new Date());
  await openJob(fresh.db, userId, { inputName: "=1+1", inputSha256: "8".repeat(64), source: "api" });
  for (let nth = 0; nth < 505; nth += 1) await openJob(fresh.db, userId, { createdAt: new Date(nth) });

  const lines = async (query: string) => {
    const { headers, body } = await callRoute(getCsv, { path: `/?${query}`, headers: session });
    expect(headers.get("content-disposition")).toBe('attachment; filename="pixomax-jobs.csv"');
    return String(body).trimEnd().split("\r\n");
  };
  const all = await lines("");
  expect(all).toHaveLength(1 + 508);
  expect(new Set(all).size).toBe(all.length);
  expect(all[0]).toMatch(/^time,name,status,source,/);
  expect(all.filter((line) => line.includes(",refused,"))).toEqual([
    expect.stringMatching(
      /^20\S+Z,,refused,workbench,,live,,,,,,0,0,,image_too_large,"It has ""26 MB"", too many.",att_/,
    ),
  ]);
  expect(all.filter((line) => line.includes("'=1+1"))).toHaveLength(1);
  expect((await lines("search=eva")).slice(1)).toEqual([expect.stringMatching(/,Éva\.jpg,succeeded,.*,1,1,/)]);
  expect(await lines("status=refused")).toHaveLength(2);
});
