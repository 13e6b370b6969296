import { headers as names } from "../../lib/contract/headers";
import type { ErrorCode } from "../../lib/errors/error-codes";
import { callColorize } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { expect, test } from "../support/forwarding-test";
import { smallPhoto } from "../support/photos";
import { createAccount, expectSoundLedger } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { endStudio, type Studio, startStudio } from "../support/start-studio";
import { forwardTo, startUpstream, type Upstream, type UpstreamFault } from "../support/upstream-stub";

let upstream: Upstream;
let studio: Studio;
test.use({ settings: { PROVIDER_TIMEOUT_SECONDS: "2" } });
test.beforeAll(async ({ studio: ready, upstream: stub }) => {
  [studio, upstream] = [ready, stub];
});

const faults: { name: string; fault: UpstreamFault; codes: ErrorCode[] }[] = [
  { name: "a 500", fault: 500, codes: ["upstream_error"] },
  { name: "a 400", fault: 400, codes: ["upstream_error"] },
  { name: "no answer until the deadline", fault: "hang", codes: ["upstream_timeout"] },
  { name: "a page instead of JSON", fault: "html", codes: ["upstream_error", "upstream_invalid_output"] },
  { name: "JSON cut short", fault: "bad-json", codes: ["upstream_error", "upstream_invalid_output"] },
  { name: "an answer without outputUrl", fault: "no-url", codes: ["upstream_error", "upstream_invalid_output"] },
  { name: "an output that is no image", fault: "text-output", codes: ["upstream_invalid_output"] },
];

for (const { name, fault, codes } of faults) {
  test(`the provider gives ${name} → 502, nothing charged, the job is failed and says why`, async () => {
    const account = await createAccount(studio, { credits: 5 });
    upstream.fault = fault;
    const answer = await callColorize(studio, account.apiKey, { image: await smallPhoto() });
    const code = codes.find((candidate) => candidate === answer.body.code) ?? codes[0];
    expectProblem(answer, code as ErrorCode);
    expect(answer.status).toBe(502);
    expect(answer.headers.get(names.creditsRemaining)).toBe("5");
    const session = await signIn(studio, account);
    expect((await session.send("GET", "/api/console/balance")).body).toEqual({ available: 5, held: 0 });
    const job = await session.send("GET", `/api/console/jobs/${answer.headers.get(names.jobId)}`);
    expect(job.body).toMatchObject({ status: "failed", error: { code }, creditsCharged: 0, outputUrl: null });
  });
}

for (const status of [401, 403, 503]) {
  test(`the provider refuses this studio with ${status} → 502 or 503, never the caller's fault`, async () => {
    const account = await createAccount(studio, { credits: 5 });
    upstream.fault = status;
    const answer = await callColorize(studio, account.apiKey, { image: await smallPhoto() });
    expect([502, 503]).toContain(answer.status);
    expectProblem(answer, answer.body.code as ErrorCode);
    expect(answer.headers.get(names.creditsRemaining)).toBe("5");
  });
}

test("a provider that is not there → 502", async () => {
  const gone = await startUpstream();
  await gone.close();
  const other = await startStudio(forwardTo(gone));
  try {
    const { apiKey } = await createAccount(other, { credits: 1 });
    const answer = await callColorize(other, apiKey, { image: await smallPhoto() });
    expect(answer.status).toBe(502);
    expect(answer.headers.get(names.creditsRemaining)).toBe("1");
  } finally {
    await endStudio(other);
  }
});

test("after all faults the ledger adds up and the next call works", async () => {
  const { apiKey } = await createAccount(studio, { credits: 1 });
  expect((await callColorize(studio, apiKey, { image: await smallPhoto() })).status).toBe(200);
  await expectSoundLedger(studio);
});
