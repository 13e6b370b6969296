import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { headers as names } from "../../lib/contract/headers";
import { callColorize } from "../support/call-colorize";
import { smallPhoto } from "../support/photos";
import { type Account, createAccount, runAdmin } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { endStudio, repository, type Studio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";
import { forwardTo, startUpstream, type Upstream } from "../support/upstream-stub";

let upstream: Upstream;
test.beforeEach(async () => {
  upstream = await startUpstream();
});
test.afterEach(() => upstream.close());

type Listed = { jobs: { status: string; error: { code: string } | null; creditsCharged: number }[] };
async function readState(studio: Studio, account: Account) {
  const session = await signIn(studio, account);
  const { jobs } = (await session.send("GET", "/api/console/jobs")).body as Listed;
  return { balance: (await session.send("GET", "/api/console/balance")).body, jobs };
}

/** Resolves when a call is with the provider, where it stays. Its answer is awaited by nobody. */
async function startHangingCall(studio: Studio, account: Account): Promise<void> {
  upstream.fault = "hang";
  const arrived = upstream.nextCall();
  callColorize(studio, account.apiKey, { image: await smallPhoto() }).catch(() => {});
  await arrived;
}

test("killed in mid-job: after a restart the hold is given back and the job is failed", async () => {
  test.slow();
  const first = await startStudio(forwardTo(upstream));
  const account = await createAccount(first, { credits: 4 });
  await startHangingCall(first, account);
  await startHangingCall(first, account);
  expect((await readState(first, account)).balance).toEqual({ available: 2, held: 2 });
  await first.stop("SIGKILL");

  const second = await startStudio(forwardTo(upstream), first.dataDir);
  try {
    const settled = expect.poll(async () => (await readState(second, account)).balance, { timeout: 45_000 });
    await settled.toEqual({ available: 4, held: 0 });
    const { jobs } = await readState(second, account);
    expect(jobs.map(({ status, creditsCharged }) => ({ status, creditsCharged }))).toEqual(
      Array(2).fill({ status: "failed", creditsCharged: 0 }),
    );
    expect(await runAdmin(second, "check-ledger")).toMatchObject({ code: 0 });
    upstream.fault = null;
    const answer = await callColorize(second, account.apiKey, { image: await smallPhoto() });
    expect(answer.headers.get(names.creditsRemaining)).toBe("3");
  } finally {
    await endStudio(second);
  }
});

test("SIGTERM in mid-job: ends within 30 s by itself, nothing charged, the ledger adds up", async () => {
  test.slow();
  const studio = await startStudio({ ...forwardTo(upstream), PROVIDER_TIMEOUT_SECONDS: "600" });
  const account = await createAccount(studio, { credits: 4 });
  await startHangingCall(studio, account);
  const asked = Date.now();
  const code = await studio.stop("SIGTERM");
  expect(Date.now() - asked).toBeLessThan(30_000);
  expect(code).toBe(0);
  expect(await runAdmin(studio, "check-ledger")).toMatchObject({ code: 0 });
  const again = await startStudio(forwardTo(upstream), studio.dataDir);
  try {
    expect((await readState(again, account)).balance).toEqual({ available: 4, held: 0 });
  } finally {
    await endStudio(again);
  }
});

test("SIGTERM lets a photo that is being colored come out", async () => {
  const studio = await startStudio(forwardTo(upstream));
  const account = await createAccount(studio, { credits: 1 });
  upstream.fault = null;
  const arrived = upstream.nextCall();
  const call = callColorize(studio, account.apiKey, { image: await smallPhoto() });
  await arrived;
  const [answer, code] = await Promise.all([call, studio.stop("SIGTERM")]);
  expect(answer.status).toBe(200);
  expect(code).toBe(0);
  await endStudio(studio);
});

test("a wrong setting stops the start with one sentence that names it", async () => {
  const start = startStudio({ ENGINE_THREADS: "many" });
  await expect(start).rejects.toThrow(/ENGINE_THREADS .*\.env\.example/);
  await expect(startStudio({ COLORIZE_PROVIDER: "pixomax" })).rejects.toThrow(/PIXOMAX_URL must be set/);
});

test("a second start says in one sentence what is in use, leaves nothing behind and disturbs nobody", async ({
  studio,
}) => {
  const empty = await mkdtemp(path.join(tmpdir(), "second-"));
  const environment = (settings: Record<string, string>) => ({ ...studio.environment, ...settings });
  const start = (env: Record<string, string>) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      execFile(
        process.execPath,
        ["--import", "tsx", "server/start.ts"],
        { cwd: repository, env: env as NodeJS.ProcessEnv },
        (error, _, stderr) => resolve({ code: error ? Number(error.code) : 0, said: stderr.trim() }),
      );
    });
  const { port } = new URL(studio.url);
  expect(await start(environment({ DATA_DIR: empty, PORT: port }))).toEqual({
    code: 1,
    said: `PORT ${port} is in use by another program: stop it, or set PORT to a free one.`,
  });
  expect(await readdir(empty)).toEqual([]);
  expect(await start(environment({ PORT: "0" }))).toEqual({
    code: 1,
    said: `Another studio is running on DATA_DIR ${studio.dataDir}: stop it, or set DATA_DIR to a folder of this one's own.`,
  });
  const account = await createAccount(studio, { credits: 1 });
  expect((await callColorize(studio, account.apiKey, { image: await smallPhoto() })).status).toBe(200);
  await rm(empty, { recursive: true });
});
