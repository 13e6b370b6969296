import { callColorize, makeForm } from "../support/call-colorize";
import { smallPhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { type Session, signIn } from "../support/sign-in";
import { endStudio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

const idsOf = async (session: Session) => {
  const keys = (await session.send("GET", "/api/console/keys")).body as { keys: { id: string }[] };
  const jobs = (await session.send("GET", "/api/console/jobs")).body as { jobs: { jobId: string }[] };
  return { keyId: keys.keys[0]?.id ?? "", jobId: jobs.jobs[0]?.jobId ?? "" };
};

test("another person's jobs and keys answer like ones that do not exist", async ({ studio }) => {
  const owner = await createAccount(studio, { credits: 1 });
  await callColorize(studio, owner.apiKey, { image: await smallPhoto(), model: "tiny" });
  const ownerSession = await signIn(studio, owner);
  const { keyId, jobId } = await idsOf(ownerSession);
  expect(jobId).toMatch(/^job_/);
  const stranger = await signIn(studio, await createAccount(studio, { credits: 1 }));
  for (const [method, path] of [
    ["GET", `/api/console/jobs/${jobId}`],
    ["DELETE", `/api/console/jobs/${jobId}`],
    ["DELETE", `/api/console/keys/${keyId}`],
  ] as const) {
    const other = await stranger.send(method, path);
    const unknown = await stranger.send(
      method,
      path.replace(/.$/, (last) => (last === "x" ? "y" : "x")),
    );
    expect(other).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect((other.body as { detail: string }).detail).toBe((unknown.body as { detail: string }).detail);
  }
  expect((await idsOf(stranger)).jobId).toBe("");
  expect(await idsOf(ownerSession)).toEqual({ keyId, jobId });
});

for (const path of ["jobs", "keys", "balance", "movements", "jobs/job_x"]) {
  test(`/api/console/${path} without a session → 401`, async ({ studio }) => {
    const response = await fetch(`${studio.url}/api/console/${path}`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: "sign_in_required" });
  });
}

const foreign: Record<string, Record<string, string>> = {
  "another origin": { Origin: "https://evil.example" },
  "the origin null": { Origin: "null" },
  "another port of this host": { Origin: "http://127.0.0.1:1" },
  "another site, by the browser's word": { Origin: "", "Sec-Fetch-Site": "cross-site" },
};
for (const [name, headers] of Object.entries(foreign)) {
  test(`a write with a good cookie from ${name} → 403, and nothing is written`, async ({ studio }) => {
    const account = await createAccount(studio, { credits: 3 });
    const session = await signIn(studio, account);
    const { keyId } = await idsOf(session);
    const form = makeForm({ image: await smallPhoto(), model: "tiny" });
    for (const [method, path, body] of [
      ["POST", "/api/console/keys", { name: "stolen" }],
      ["DELETE", `/api/console/keys/${keyId}`, undefined],
      ["POST", "/api/workbench/colorize", form],
      ["POST", "/api/workbench/inspect", form],
    ] as const) {
      expect(await session.send(method, path, body, headers)).toMatchObject({
        status: 403,
        body: { code: "foreign_origin" },
      });
    }
    const keys = (await session.send("GET", "/api/console/keys")).body as { keys: { status: string }[] };
    expect(keys.keys.map(({ status }) => status)).toEqual(["active"]);
    expect((await session.send("GET", "/api/console/balance")).body).toEqual({ available: 3, held: 0 });
  });
}

test("a sign-up from another origin → 403", async ({ studio }) => {
  const response = await fetch(`${studio.url}/api/sign-up`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: "https://evil.example" },
    body: JSON.stringify({ email: "planted@example.org", password: "a-long-enough-password" }),
  });
  expect(response.status).toBe(403);
});

test("after signing out the old cookie opens nothing", async ({ studio }) => {
  const session = await signIn(studio, await createAccount(studio, { credits: 1 }));
  const csrf = (await session.send("GET", "/api/auth/csrf")).body as { csrfToken: string };
  const out = await fetch(`${studio.url}/api/auth/signout`, {
    method: "POST",
    headers: { Cookie: session.cookie, Origin: studio.url },
    body: new URLSearchParams({ csrfToken: csrf.csrfToken, json: "true" }),
    redirect: "manual",
  });
  expect(out.status).toBeLessThan(400);
  expect((await session.send("GET", "/api/console/balance")).status).toBe(401);
});

test("signing in again ends the session that the browser had", async ({ studio }) => {
  const account = await createAccount(studio, { credits: 1 });
  const first = await signIn(studio, account);
  const second = await signIn(studio, account, first.cookie);
  expect((await second.send("GET", "/api/console/balance")).status).toBe(200);
  expect((await first.send("GET", "/api/console/balance")).status).toBe(401);
});

test("over https every cookie is Secure, kept from scripts, and named so that no http page can set it", async () => {
  const own = await startStudio({ PUBLIC_URL: "https://studio.example", COLORIZE_PROVIDER: "none" });
  try {
    const account = await createAccount(own, { credits: 0 });
    const csrf = await fetch(`${own.url}/api/auth/csrf`);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const answer = await fetch(`${own.url}/api/auth/callback/credentials`, {
      method: "POST",
      headers: {
        Cookie: csrf.headers
          .getSetCookie()
          .map((line) => line.split(";")[0])
          .join("; "),
        Origin: "https://studio.example",
      },
      body: new URLSearchParams({ csrfToken, email: account.email, password: account.password, json: "true" }),
      redirect: "manual",
    });
    const cookies = [...csrf.headers.getSetCookie(), ...answer.headers.getSetCookie()];
    expect(cookies.join()).toContain("session-token");
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__(Host|Secure)-[^;]+;/);
      expect(cookie).toContain("; Secure");
      expect(cookie).toContain("; HttpOnly");
      expect(cookie).toMatch(/; SameSite=(Lax|Strict)/i);
    }
  } finally {
    await endStudio(own);
  }
});

test("a forged session cookie opens nothing", async ({ studio }) => {
  const forged = `next-auth.session-token=${Buffer.from("{}").toString("base64url")}.x.y.z.w`;
  const response = await fetch(`${studio.url}/api/console/balance`, { headers: { Cookie: forged } });
  expect(response.status).toBe(401);
});
