import { randomUUID } from "node:crypto";
import { headers as names } from "../../lib/contract/headers";
import { acceptedJobSchema } from "../../lib/contract/v1/jobs";
import { callColorize } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { smallPhoto } from "../support/photos";
import { type Account, createAccount, expectSoundLedger } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { endStudio, type Studio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";
import { forwardTo, startUpstream, type Upstream } from "../support/upstream-stub";

let upstream: Upstream;
let studio: Studio;
let account: Account;
test.beforeAll(async () => {
  upstream = await startUpstream();
  studio = await startStudio({ ...forwardTo(upstream), PROVIDER_TIMEOUT_SECONDS: "600" });
  account = await createAccount(studio, { credits: 100 });
});
test.afterAll(async () => {
  await endStudio(studio);
  await upstream.close();
});
test.afterEach(() => {
  upstream.fault = null;
});

type Extra = { model?: string; width?: number; headers?: Record<string, string> };
async function call(key: string, { model = "large", width = 96, headers = {} }: Extra = {}) {
  const fields = { image: await smallPhoto(width), model };
  return callColorize(studio, account.apiKey, fields, { [names.idempotencyKey]: key, ...headers });
}

test("the same key ten times at once: one job and one charge; afterwards each repetition gets the same answer", async () => {
  const key = randomUUID();
  const callsBefore = upstream.calls;
  const answers = await Promise.all(Array.from({ length: 10 }, () => call(key)));
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    expectProblem(answer, "idempotency_in_progress");
    expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
  }
  const served = answers.filter(({ status }) => status === 200);
  const charged = served.map(({ headers }) => headers.get(names.creditsCharged));
  expect(charged.filter((credits) => credits === "1")).toHaveLength(1);
  expect(upstream.calls - callsBefore).toBe(1);

  const first = served.find(({ headers }) => headers.get(names.creditsCharged) === "1");
  const again = await call(key);
  expect(again.status).toBe(200);
  expect(Object.keys(again.body)).toEqual(["outputUrl"]);
  expect((await fetch(String(again.body.outputUrl))).status).toBe(200);
  expect(again.headers.get(names.idempotencyReplayed)).toBe("true");
  expect(first?.headers.get(names.idempotencyReplayed)).toBeNull();
  expect(again.headers.get(names.creditsCharged)).toBe("0");
  expect(again.headers.get(names.creditsRemaining)).toBe(first?.headers.get(names.creditsRemaining));
  for (const name of ["jobId", "model", "provider", "width", "height", "processingMs", "outputExpiresAt"] as const) {
    expect(again.headers.get(names[name]), name).toBe(first?.headers.get(names[name]));
  }
});

test("the same key with another field or another photo → 422; a key that is none → 400", async () => {
  const key = randomUUID();
  expect((await call(key)).status).toBe(200);
  expectProblem(await call(key, { model: "tiny" }), "idempotency_mismatch", names.idempotencyKey);
  expectProblem(await call(key, { width: 97 }), "idempotency_mismatch", names.idempotencyKey);
  expectProblem(await call("two words"), "idempotency_key_invalid", names.idempotencyKey);
});

test("while the first runs: 409 for who waits, 202 with the same job for who does not", async () => {
  const key = randomUUID();
  const headers = { [names.prefer]: "respond-async" };
  upstream.fault = "hang";
  const arrived = upstream.nextCall();
  const first = acceptedJobSchema.parse((await call(key, { headers })).body);
  await arrived;
  const waiting = await call(key);
  expectProblem(waiting, "idempotency_in_progress");
  expect(waiting.headers.get(names.jobId)).toBe(first.jobId);
  const again = await call(key, { headers });
  expect(again.status).toBe(202);
  expect(acceptedJobSchema.parse(again.body)).toEqual({ ...first, status: "running" });
  expect(again.headers.get(names.idempotencyReplayed)).toBe("true");
  await fetch(first.cancelUrl, { method: "POST", headers: { [names.apiKey]: account.apiKey } });
  upstream.fault = null;
  const anew = await call(key);
  expect(anew.status).toBe(200);
  expect(anew.headers.get(names.jobId)).not.toBe(first.jobId);
});

test("a failure is not kept: the same key tries again", async () => {
  const key = randomUUID();
  upstream.fault = 500;
  expectProblem(await call(key), "upstream_error");
  upstream.fault = null;
  const answer = await call(key);
  expect(answer.status).toBe(200);
  expect(answer.headers.get(names.creditsCharged)).toBe("1");
});

test("when the job was removed, a repetition → 410 and nothing runs", async () => {
  const key = randomUUID();
  const first = await call(key);
  const jobId = first.headers.get(names.jobId);
  const session = await signIn(studio, account);
  expect((await session.send("DELETE", `/api/console/jobs/${jobId}`)).status).toBe(204);
  const answer = await call(key);
  expectProblem(answer, "job_deleted");
  expect(answer.headers.get(names.creditsRemaining)).toBe(first.headers.get(names.creditsRemaining));
});

test("killed in mid-job: once the lease is over the same key runs anew, and one credit is charged in all", async () => {
  test.slow();
  const key = randomUUID();
  const earlier = await call(randomUUID());
  upstream.fault = "hang";
  const arrived = upstream.nextCall();
  call(key).catch(() => {});
  await arrived;
  await studio.stop("SIGKILL");
  studio = await startStudio(forwardTo(upstream), studio.dataDir);
  upstream.fault = null;
  const answered = expect.poll(async () => (await call(key)).status, { timeout: 45_000 });
  await answered.toBe(200);
  const replay = await call(key);
  expect(replay.headers.get(names.creditsRemaining)).toBe(
    String(Number(earlier.headers.get(names.creditsRemaining)) - 1),
  );
  await expectSoundLedger(studio);
});
