import type { Socket } from "node:net";
import { headers as names } from "../../lib/contract/headers";
import { callColorize } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { samplePhoto } from "../support/photos";
import { exchangeRaw } from "../support/raw-request";
import { type Account, createAccount, expectSoundLedger } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { endStudio, type Studio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

// One account does its worst, another one sends a photo. The engine is the real one, with one worker.
let studio: Studio;
let greedy: Account;
let other: Account;
let photo: Buffer;
test.beforeAll(async () => {
  studio = await startStudio({ MAX_WAITING_JOBS: "20" });
  [greedy, other] = [await createAccount(studio, { credits: 200 }), await createAccount(studio, { credits: 20 })];
  photo = await samplePhoto();
  expect((await colorize(other)).status).toBe(200);
});
test.afterAll(() => endStudio(studio));

const respondAsync = { Prefer: "respond-async" };
const colorize = ({ apiKey }: Account, headers: Record<string, string> = {}) =>
  callColorize(studio, apiKey, { image: photo, model: "tiny" }, headers);

test("uploads that trickle through every socket of one account leave a place for the other's photo", async () => {
  const sockets: Socket[] = [];
  const answers = Array.from({ length: 70 }, () =>
    exchangeRaw(studio, (socket) => {
      sockets.push(socket);
      socket.write(
        `POST /api/v1/colorize HTTP/1.1\r\nHost: studio\r\nX-Api-Key: ${greedy.apiKey}\r\n` +
          "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n--b\r\n",
      );
    }),
  );
  // Those beyond the share are answered, so the others have their place.
  const refused = await Promise.race(answers);
  expect(refused.status).toBe(429);
  expect(refused.body).toContain("its share of the 80");
  expect((await colorize(other)).status).toBe(200);
  for (const socket of sockets) socket.destroy();
  await Promise.all(answers);
});

type Listed = { jobs: { jobId: string; createdAt: string; startedAt: string; finishedAt: string }[] };
async function listJobs({ apiKey }: Account): Promise<Listed["jobs"]> {
  const response = await fetch(`${studio.url}/api/v1/jobs?limit=100`, { headers: { "X-Api-Key": apiKey } });
  return ((await response.json()) as Listed).jobs;
}

test("thirty photos of one account at once: the other's is next, after the one that runs and those about to end", async () => {
  test.slow();
  let first = () => {};
  const running = new Promise<void>((resolve) => {
    first = resolve;
  });
  const calls = Array.from({ length: 30 }, () => colorize(greedy).then(({ status }) => status));
  for (const call of calls) void call.then(first);
  await running;
  const answer = await colorize(other);
  expect(answer.status).toBe(200);
  expect(new Set(await Promise.all(calls))).toEqual(new Set([200]));

  // Counted from when it joined the engine's line: how long its upload took says nothing about the line.
  const jobId = answer.headers.get(names.jobId);
  const own = (await listJobs(other)).find((job) => job.jobId === jobId);
  const passed = (await listJobs(greedy)).filter(
    ({ finishedAt }) => own && finishedAt > own.startedAt && finishedAt < own.finishedAt,
  );
  expect(own).toBeDefined();
  expect(passed.length).toBeLessThanOrEqual(4);
});

test("a queue full of one account's async jobs takes the other's, which is done before most of them", async () => {
  test.slow();
  const accepted: string[] = [];
  for (;;) {
    const answer = await colorize(greedy, respondAsync);
    if (answer.status !== 202) {
      expectProblem(answer, "over_capacity");
      expect(answer.body.detail).toContain("its share of the 20 places");
      break;
    }
    accepted.push(String(answer.body.jobId));
  }
  const answer = await colorize(other, respondAsync);
  expect(answer.status).toBe(202);
  const readStatus = async (jobId: string, { apiKey }: Account) => {
    const response = await fetch(`${studio.url}/api/v1/jobs/${jobId}`, { headers: { "X-Api-Key": apiKey } });
    return ((await response.json()) as { status: string }).status;
  };
  await expect
    .poll(() => readStatus(String(answer.body.jobId), other), { timeout: 30_000, intervals: [100] })
    .toBe("succeeded");
  // Fifteen wait when it comes. Counted from then: while they were sent the first ones were done.
  const own = (await listJobs(other)).find((job) => job.jobId === answer.body.jobId);
  const passed = (await listJobs(greedy)).filter(
    ({ finishedAt }) => own && finishedAt > own.createdAt && finishedAt < own.finishedAt,
  );
  expect(own).toBeDefined();
  expect(passed.length).toBeLessThanOrEqual(6);
  for (const jobId of accepted) {
    const headers = { "X-Api-Key": greedy.apiKey };
    await fetch(`${studio.url}/api/v1/jobs/${jobId}/cancel`, { method: "POST", headers });
  }
  await expectSoundLedger(studio);
});

test("inspections of one account leave one for the other", async () => {
  const [busy, calm] = [await signIn(studio, greedy), await signIn(studio, other)];
  const inspect = ({ cookie }: typeof busy) =>
    fetch(`${studio.url}/api/workbench/inspect`, {
      method: "POST",
      headers: { Cookie: cookie, Origin: studio.url },
      body: new Uint8Array(photo),
    }).then(({ status }) => status);
  const many = Array.from({ length: 12 }, () => inspect(busy));
  expect(await inspect(calm)).toBe(200);
  expect(await Promise.all(many)).toContain(429);
});
