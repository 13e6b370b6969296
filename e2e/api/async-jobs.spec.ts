import { headers as names } from "../../lib/contract/headers";
import { acceptedJobSchema } from "../../lib/contract/v1/jobs";
import { callColorize, makeForm, readAnswer } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { expect, test } from "../support/forwarding-test";
import { smallPhoto } from "../support/photos";
import { type Account, createAccount, expectSoundLedger } from "../support/run-admin";
import { type Session, signIn } from "../support/sign-in";
import type { Studio } from "../support/start-studio";
import type { Upstream } from "../support/upstream-stub";

let upstream: Upstream;
let studio: Studio;
let account: Account;
let session: Session;
test.use({ settings: { MAX_WAITING_JOBS: "3" } });
test.beforeAll(async ({ studio: ready, upstream: stub }) => {
  [studio, upstream] = [ready, stub];
  account = await createAccount(studio, { credits: 100 });
  session = await signIn(studio, account);
});

const respondAsync = { [names.prefer]: "respond-async, wait=5" };
const callAsync = async () => callColorize(studio, account.apiKey, { image: await smallPhoto() }, respondAsync);

async function postCancel(cancelUrl: string, apiKey: string | null) {
  const headers: Record<string, string> = apiKey === null ? {} : { [names.apiKey]: apiKey };
  return readAnswer(await fetch(cancelUrl, { method: "POST", headers }));
}

const cancelUrlOf = (jobId: string) => `${studio.url}/api/v1/jobs/${jobId}/cancel`;

const readJob = async (jobId: string) => (await session.send("GET", `/api/console/jobs/${jobId}`)).body;
const readBalance = async () =>
  (await session.send("GET", "/api/console/balance")).body as { available: number; held: number };

test("respond-async: 202 names the job before it is done, then it succeeds and is charged once", async () => {
  const { available } = await readBalance();
  const answer = await callAsync();
  expect(answer.status).toBe(202);
  const accepted = acceptedJobSchema.parse(answer.body);
  expect(accepted.status).toBe("queued");
  expect(answer.headers.get("location")).toBe(`/api/v1/jobs/${accepted.jobId}`);
  expect(accepted.statusUrl).toBe(`${studio.url}/api/v1/jobs/${accepted.jobId}`);
  expect(accepted.cancelUrl).toBe(cancelUrlOf(accepted.jobId));
  expect(answer.headers.get(names.preferenceApplied)).toBe("respond-async");
  expect(answer.headers.get(names.jobId)).toBe(accepted.jobId);
  expect(answer.headers.get(names.creditsCharged)).toBe("0");
  expect(answer.headers.get(names.creditsRemaining)).toBe(String(available - 1));
  await expect.poll(() => readJob(accepted.jobId)).toMatchObject({ status: "succeeded", creditsCharged: 1 });
  expect(await readBalance()).toEqual({ available: available - 1, held: 0 });
});

test("a running job is canceled: it ends at once, its credits are back, and asking twice is no error", async () => {
  const { available } = await readBalance();
  upstream.fault = "hang";
  const arrived = upstream.nextCall();
  const { jobId, cancelUrl } = acceptedJobSchema.parse((await callAsync()).body);
  await arrived;
  expect(await readJob(jobId)).toMatchObject({ status: "running" });
  for (const _ of [1, 2]) {
    const canceled = await postCancel(cancelUrl, account.apiKey);
    expect(canceled.status).toBe(200);
    expect(acceptedJobSchema.parse(canceled.body)).toMatchObject({ jobId, status: "canceled" });
    expect(canceled.headers.get(names.creditsCharged)).toBe("0");
    expect(canceled.headers.get(names.creditsRemaining)).toBe(String(available));
    expect(canceled.headers.get(names.rateLimitRemaining)).toMatch(/^\d+$/);
  }
  expect(await readJob(jobId)).toMatchObject({ status: "canceled", creditsCharged: 0 });
  expect(await readBalance()).toEqual({ available, held: 0 });
});

test("who waits for a job that is canceled gets 409", async () => {
  upstream.fault = "hang";
  const arrived = upstream.nextCall();
  const call = callColorize(studio, account.apiKey, { image: await smallPhoto() });
  await arrived;
  const listed = (await session.send("GET", "/api/console/jobs")).body as { jobs: { jobId: string }[] };
  const jobId = String(listed.jobs[0]?.jobId);
  expect((await postCancel(cancelUrlOf(jobId), account.apiKey)).status).toBe(200);
  const answer = await call;
  expectProblem(answer, "job_canceled");
  expect(answer.headers.get(names.jobId)).toBe(jobId);
});

test("what cannot be canceled says why: ended, another's, unknown, without a key, with another method", async () => {
  const done = await callColorize(studio, account.apiKey, { image: await smallPhoto() });
  const url = cancelUrlOf(String(done.headers.get(names.jobId)));
  expectProblem(await postCancel(url, account.apiKey), "job_already_ended");
  const stranger = await createAccount(studio, { credits: 0 });
  expectProblem(await postCancel(url, stranger.apiKey), "not_found");
  expectProblem(await postCancel(cancelUrlOf("job_unknown"), account.apiKey), "not_found");
  expectProblem(await postCancel(url, null), "api_key_missing");
  expectProblem(await readAnswer(await fetch(url)), "method_not_allowed");
});

test("more jobs than may wait → 429 before anything is held; who waits for an answer is still served", async () => {
  const { available } = await readBalance();
  upstream.fault = "hang";
  const accepted = [];
  for (let count = 0; count < 3; count += 1) {
    const arrived = upstream.nextCall();
    accepted.unshift(acceptedJobSchema.parse((await callAsync()).body));
    // Two run at a time; the third waits for its turn, so it is the first to be canceled below.
    if (count < 2) await arrived;
  }
  const refused = await callAsync();
  expectProblem(refused, "over_capacity");
  expect(refused.headers.get(names.creditsRemaining)).toBe(String(available - 3));
  expect(refused.headers.get(names.jobId)).toBeNull();
  upstream.fault = null;
  expect((await callColorize(studio, account.apiKey, { image: await smallPhoto() })).status).toBe(200);
  for (const { cancelUrl } of accepted) expect((await postCancel(cancelUrl, account.apiKey)).status).toBe(200);
  await expect.poll(async () => (await callAsync()).status).toBe(202);
  await expectSoundLedger(studio);
});

test("refusals come before the 202: a wrong photo, no credits", async () => {
  const poor = await createAccount(studio, { credits: 0 });
  expectProblem(
    await callColorize(studio, poor.apiKey, { image: await smallPhoto() }, respondAsync),
    "insufficient_credits",
  );
  expectProblem(await callColorize(studio, account.apiKey, { image: "" }, respondAsync), "image_empty");
});

test("the workbench answers when the photo is done, whatever its browser prefers", async () => {
  const form = makeForm({ image: await smallPhoto() });
  const answer = await session.send("POST", "/api/workbench/colorize", form, respondAsync);
  expect(answer).toMatchObject({ status: 200, body: { outputUrl: expect.stringContaining("/files/job_") } });
});
