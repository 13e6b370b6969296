import { beforeEach, expect, test } from "vitest";
import { POST as cancelInConsole } from "../../../app/api/console/jobs/[id]/cancel/route";
import { GET as getReceiptInConsole } from "../../../app/api/console/jobs/[id]/receipt/route";
import { DELETE as deleteInConsole, GET as getInConsole } from "../../../app/api/console/jobs/[id]/route";
import { GET as listInConsole } from "../../../app/api/console/jobs/route";
import { GET as getReceiptByKey } from "../../../app/api/v1/jobs/[id]/receipt/route";
import { DELETE as deleteByKey, GET as getByKey } from "../../../app/api/v1/jobs/[id]/route";
import { GET as listByKey } from "../../../app/api/v1/jobs/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { jobListSchema, jobSchema } from "../../contract/console-jobs";
import { jobPageSchema, jobResourceSchema } from "../../contract/v1/jobs";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders, signInHeaders } from "../../testing/studio";
import type { RouteHandler } from "../route/define-route";

const fresh = setUpSharedDatabase();
setUpStudio(fresh);
let key: Record<string, string>;
let session: Record<string, string>;
let jobs: Record<"succeeded" | "failed" | "running", string>;
beforeEach(async () => {
  await fresh.clear();
  const { id: userId } = await createUserWithCredits(fresh.db, 10);
  key = (await createKeyHeaders(userId)).headers;
  session = await signInHeaders(userId);
  const open = () => openJob(fresh.db, userId);
  jobs = { succeeded: await open(), failed: await open(), running: await open() };
  await settleAsSucceeded(fresh.db, jobs.succeeded);
  await settleAsFailed(fresh.db, jobs.failed);
});

const get = (handler: RouteHandler, headers: Record<string, string>, id = "") =>
  callRoute(handler, { headers, params: { id } });
const remove = (handler: RouteHandler, headers: Record<string, string>, id: string) =>
  callRoute(handler, { method: "DELETE", headers, params: { id } });

test("the console shows a job as the public API does, and more", async () => {
  for (const id of Object.values(jobs)) {
    const resource = jobResourceSchema.parse((await get(getByKey, key, id)).body);
    const shown = jobSchema.parse((await get(getInConsole, session, id)).body);
    const { outputUrl, ...same } = resource;
    expect(shown).toMatchObject({ ...same, name: "grandma.jpg" });
    // The same file by a link of the page's own origin that says what to save it as.
    if (outputUrl === null) expect(shown.outputUrl).toBeNull();
    else expect(new URL(String(shown.outputUrl), outputUrl).pathname).toBe(new URL(outputUrl).pathname);
  }
  const { jobs: listed } = jobPageSchema.parse((await get(listByKey, key)).body);
  const list = jobListSchema.parse((await get(listInConsole, session)).body);
  expect(list.jobs.map(({ jobId }) => jobId)).toEqual(listed.map(({ jobId }) => jobId));
});

test("a running job is deleted through neither door: 409, and it is all still there", async () => {
  for (const [handler, headers] of [
    [deleteByKey, key],
    [deleteInConsole, session],
  ] as const) {
    const answer = await remove(handler, headers, jobs.running);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: "job_not_finished", detail: expect.stringContaining("only a job that has ended") },
    });
  }
  const row = await fresh.db.job.findUniqueOrThrow({ where: { id: jobs.running } });
  expect(row).toMatchObject({ removedAt: null, inputName: "grandma.jpg" });
});

test("an ended job is deleted through either door, and then it is in neither", async () => {
  expect((await remove(deleteInConsole, session, jobs.succeeded)).status).toBe(204);
  expect((await remove(deleteByKey, key, jobs.failed)).status).toBe(204);
  for (const id of [jobs.succeeded, jobs.failed]) {
    for (const answer of [
      await get(getByKey, key, id),
      await get(getInConsole, session, id),
      await remove(deleteByKey, key, id),
      await remove(deleteInConsole, session, id),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
  }
});

test("a receipt is the same through both doors, and there is none for a running job", async () => {
  const byKey = await get(getReceiptByKey, key, jobs.succeeded);
  expect(byKey.status).toBe(200);
  expect((await get(getReceiptInConsole, session, jobs.succeeded)).body).toEqual(byKey.body);
  expect(await get(getReceiptInConsole, session, jobs.running)).toMatchObject({ body: { code: "job_not_finished" } });
});

test("a session cancels its own running job: nothing is charged, and what has ended stays as it is", async () => {
  const cancel = (id: string, headers = session) =>
    callRoute(cancelInConsole, { method: "POST", headers, params: { id } });
  const { id: strangerId } = await createUserWithCredits(fresh.db, 1);
  expect(await cancel(jobs.running, await signInHeaders(strangerId))).toMatchObject({ status: 404 });
  expect(await cancel(jobs.succeeded)).toMatchObject({ status: 409, body: { code: "job_already_ended" } });
  expect([200, 202]).toContain((await cancel(jobs.running)).status);
  const row = await fresh.db.job.findUniqueOrThrow({ where: { id: jobs.running } });
  expect(row.status === "canceled" || row.cancelRequestedAt !== null).toBe(true);
  expect(row.chargedCredits).toBe(0);
});

test("the console finds an account's jobs by what the workbench called them and by the photo's bytes", async () => {
  const { id: userId } = await createUserWithCredits(fresh.db, 10);
  const { id: strangerId } = await createUserWithCredits(fresh.db, 10);
  const [one, two] = ["1".repeat(64), "2".repeat(64)];
  const first = await openJob(fresh.db, userId, { clientRef: "a.1", inputSha256: one });
  const second = await openJob(fresh.db, userId, { clientRef: "a.2", inputSha256: two });
  await openJob(fresh.db, strangerId, { clientRef: "a.1", inputSha256: one });
  const headers = await signInHeaders(userId);
  const list = (query: string) => callRoute(listInConsole, { headers, path: `/api/console/jobs?${query}` });
  const find = async (query: string) => jobListSchema.parse((await list(query)).body).jobs.map(({ jobId }) => jobId);
  expect(await find("refs=a.1")).toEqual([first]);
  expect((await find("refs=b.1,a.2,a.1")).toSorted()).toEqual([first, second].toSorted());
  expect(await find(`sha256=${two}`)).toEqual([second]);
  expect(await find(`sha256=${one},${two}&status=succeeded`)).toEqual([]);
  for (const query of ["refs=", "sha256=abc", `refs=${Array(101).fill("a.1").join(",")}`])
    expect(await list(query)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
});
