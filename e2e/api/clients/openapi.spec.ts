import { writeFile } from "node:fs/promises";
import path from "node:path";
import { headers as names } from "../../../lib/contract/headers";
import { type ApiDocument, type OperationName, readApiDocument } from "../../support/api-document";
import { makeForm, readAnswer } from "../../support/call-colorize";
import { expectProblem } from "../../support/expect-problem";
import { smallPhoto } from "../../support/photos";
import { type Account, createAccount } from "../../support/run-admin";
import { type Session, signIn } from "../../support/sign-in";
import { endStudio, type Studio, startStudio } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";
import { forwardTo, startUpstream, type Upstream } from "../../support/upstream-stub";

const requestsPerMinute = 8;
let upstream: Upstream;
let studio: Studio;
/** The same data, the API switched off. */
let closed: Studio;
let account: Account;
let session: Session;
let document: ApiDocument;
let photo: Buffer;

test.beforeAll(async () => {
  // Two studios, one after the other.
  test.setTimeout(180_000);
  upstream = await startUpstream();
  const settings = { ...forwardTo(upstream), KEY_REQUESTS_PER_MINUTE: String(requestsPerMinute) };
  studio = await startStudio(settings);
  closed = await startStudio({ ...settings, API_ENABLED: "false" }, studio.dataDir);
  account = await createAccount(studio, { credits: 1000 });
  session = await signIn(studio, account);
  document = await readApiDocument(studio.url);
  photo = await smallPhoto();
});
test.afterAll(async () => {
  await closed?.stop();
  await endStudio(studio);
  await upstream?.close();
});
test.afterEach(() => {
  upstream.fault = null;
});

type Sent = { body?: object; headers?: Record<string, string>; signal?: AbortSignal };
type Request = Sent & { key?: string | null; id?: string; query?: string; studio?: Studio };

/** Calls an operation; what is left out is as it has to be for a success, where that is possible. */
async function call(name: OperationName, request: Request = {}): Promise<Response> {
  const [method = "", path = ""] = name.split(" ");
  const { id = "job_x", query = "", headers = {}, studio: at = studio } = request;
  const key = request.key === undefined ? await makeKey() : request.key;
  const usual: Partial<Record<OperationName, object>> = {
    "POST /api/v1/quote": { photos: 2 },
    "PATCH /api/v1/jobs/{id}/recipe": { strength: 1.2 },
    [archives]: { jobIds: ["job_x"] },
    [addWebhook]: webhook,
  };
  const json = usual[name] && JSON.stringify(request.body ?? usual[name]);
  const form = name === "POST /api/v1/colorize" ? makeForm({ image: photo, ...request.body }) : undefined;
  return fetch(`${at.url}${path.replace("{id}", id)}${query}`, {
    method,
    headers: {
      ...(key === null ? {} : { [names.apiKey]: key }),
      ...(json ? { "Content-Type": "application/json" } : {}),
      ...headers,
    },
    body: json ?? form,
    signal: request.signal,
  });
}

/** A key of its own for each call: the limit is low. */
async function makeKey(limits: { allowedRanges?: string[] } = {}): Promise<string> {
  const created = await session.send("POST", "/api/console/keys", { name: "walk", ...limits });
  return (created.body as { secret: string }).secret;
}

const archives = "POST /api/v1/archives";
const addWebhook = "POST /api/v1/webhooks";
const dropWebhook = "DELETE /api/v1/webhooks/{id}";
// A number: nothing here may ask the network.
const webhook = { url: "https://8.8.8.8/in", events: ["job.failed"] };

async function addedWebhook(): Promise<string> {
  return ((await (await call(addWebhook)).json()) as { endpoint: { id: string } }).endpoint.id;
}

/** One account may send as many archives as there are places for it; the readers of these wait. */
async function whileAllAreSent(): Promise<Response> {
  const id = await finishedJob();
  await writeFile(path.join(studio.dataDir, "files", id, "out.png"), Buffer.alloc(24 * 1024 * 1024));
  const leaving = new AbortController();
  try {
    for (;;) {
      const response = await call(archives, { body: { jobIds: [id] }, signal: leaving.signal });
      // Read before the others are left, for they leave by one signal.
      if (response.status !== 200) return new Response(await response.text(), response);
    }
  } finally {
    leaving.abort();
  }
}

const async = { [names.prefer]: "respond-async" };
const jobIdOf = (response: Response) => response.headers.get(names.jobId) ?? "";
const finishedJob = async () => jobIdOf(await call("POST /api/v1/colorize"));

/** While the provider works on it. */
async function withRunningJob(use: (jobId: string) => Promise<Response>): Promise<Response> {
  upstream.fault = "hang";
  const reached = upstream.nextCall();
  const jobId = jobIdOf(await call("POST /api/v1/colorize", { headers: async }));
  await reached;
  try {
    return await use(jobId);
  } finally {
    await call("POST /api/v1/jobs/{id}/cancel", { id: jobId });
  }
}

/** The same key again, for another photo or after something happened to the job. */
async function repeat(between: (jobId: string) => Promise<unknown>, body?: object): Promise<Response> {
  const headers = { [names.idempotencyKey]: crypto.randomUUID() };
  await between(jobIdOf(await call("POST /api/v1/colorize", { headers })));
  return call("POST /api/v1/colorize", { headers, body });
}

async function whileItRuns(): Promise<Response> {
  const headers = { [names.idempotencyKey]: crypto.randomUUID() };
  upstream.fault = "hang";
  const reached = upstream.nextCall();
  const id = jobIdOf(await call("POST /api/v1/colorize", { headers: { ...headers, ...async } }));
  await reached;
  const response = await call("POST /api/v1/colorize", { headers });
  await call("POST /api/v1/jobs/{id}/cancel", { id });
  return response;
}

/** Through another process than the one that runs it, which cannot tell at once. */
async function cancelFromAfar(): Promise<Response> {
  const other = await startStudio(forwardTo(upstream), studio.dataDir);
  try {
    return await withRunningJob((id) => call("POST /api/v1/jobs/{id}/cancel", { id, studio: other }));
  } finally {
    await other.stop();
  }
}

async function withoutCredits(): Promise<Response> {
  const { apiKey } = await createAccount(studio, { credits: 0 });
  return call("POST /api/v1/colorize", { key: apiKey });
}

async function failing(): Promise<Response> {
  upstream.fault = 500;
  return call("POST /api/v1/colorize");
}

async function adjusted(query: string): Promise<Response> {
  const id = await finishedJob();
  await call("PATCH /api/v1/jobs/{id}/recipe", { id });
  return call("GET /api/v1/jobs/{id}/picture", { id, query });
}

type Case = [name: OperationName, status: number, send: () => Promise<Response>];
const colorize = "POST /api/v1/colorize";
const job = "/api/v1/jobs/{id}";
const cases: Case[] = [
  [colorize, 200, () => call(colorize)],
  [colorize, 200, () => call(colorize, { headers: { Accept: "image/*" } })],
  [colorize, 200, () => repeat(async () => {})],
  [colorize, 202, () => call(colorize, { headers: async })],
  [colorize, 400, () => call(colorize, { body: { image: "" } })],
  [colorize, 400, () => call(colorize, { headers: { [names.idempotencyKey]: "a b" } })],
  [colorize, 403, withoutCredits],
  [colorize, 409, whileItRuns],
  [colorize, 410, () => repeat((id) => call(`DELETE ${job}`, { id }))],
  [colorize, 422, () => repeat(async () => {}, { model: "tiny" })],
  [colorize, 502, failing],
  ["GET /api/v1/jobs", 200, () => call("GET /api/v1/jobs", { query: "?limit=5" })],
  ["GET /api/v1/jobs", 400, () => call("GET /api/v1/jobs", { query: "?limit=0" })],
  [`GET ${job}`, 200, async () => call(`GET ${job}`, { id: await finishedJob() })],
  [`GET ${job}`, 200, async () => call(`GET ${job}`, { id: jobIdOf(await failing()) })],
  [`GET ${job}`, 200, () => withRunningJob((id) => call(`GET ${job}`, { id }))],
  [`GET ${job}`, 404, () => call(`GET ${job}`)],
  [`DELETE ${job}`, 204, async () => call(`DELETE ${job}`, { id: await finishedJob() })],
  [`DELETE ${job}`, 404, () => call(`DELETE ${job}`)],
  [`DELETE ${job}`, 409, () => withRunningJob((id) => call(`DELETE ${job}`, { id }))],
  [`POST ${job}/cancel`, 200, () => withRunningJob((id) => call(`POST ${job}/cancel`, { id }))],
  [`POST ${job}/cancel`, 202, cancelFromAfar],
  [`POST ${job}/cancel`, 404, () => call(`POST ${job}/cancel`)],
  [`POST ${job}/cancel`, 409, async () => call(`POST ${job}/cancel`, { id: await finishedJob() })],
  [`GET ${job}/receipt`, 200, async () => call(`GET ${job}/receipt`, { id: await finishedJob() })],
  [`GET ${job}/receipt`, 404, () => call(`GET ${job}/receipt`)],
  [`GET ${job}/receipt`, 409, () => withRunningJob((id) => call(`GET ${job}/receipt`, { id }))],
  [`PATCH ${job}/recipe`, 200, async () => call(`PATCH ${job}/recipe`, { id: await finishedJob() })],
  [`PATCH ${job}/recipe`, 400, () => call(`PATCH ${job}/recipe`, { body: { strength: 3 } })],
  [`PATCH ${job}/recipe`, 404, () => call(`PATCH ${job}/recipe`)],
  [`PATCH ${job}/recipe`, 409, async () => call(`PATCH ${job}/recipe`, { id: jobIdOf(await failing()) })],
  [`PATCH ${job}/recipe`, 409, () => withRunningJob((id) => call(`PATCH ${job}/recipe`, { id }))],
  [`GET ${job}/picture`, 200, async () => call(`GET ${job}/picture`, { id: await finishedJob() })],
  [`GET ${job}/picture`, 200, () => adjusted("?format=webp")],
  [`GET ${job}/picture`, 400, () => call(`GET ${job}/picture`, { query: "?format=gif" })],
  [`GET ${job}/picture`, 404, () => call(`GET ${job}/picture`)],
  [`GET ${job}/picture`, 409, async () => call(`GET ${job}/picture`, { id: jobIdOf(await failing()) })],
  [archives, 200, async () => call(archives, { body: { jobIds: [await finishedJob()] } })],
  [archives, 400, () => call(archives, { body: { jobIds: [] } })],
  [archives, 404, () => call(archives)],
  [archives, 409, async () => call(archives, { body: { jobIds: [jobIdOf(await failing())] } })],
  [archives, 429, whileAllAreSent],
  ["GET /api/v1/account", 200, () => call("GET /api/v1/account")],
  ["POST /api/v1/quote", 200, () => call("POST /api/v1/quote")],
  ["POST /api/v1/quote", 400, () => call("POST /api/v1/quote", { body: { photos: 0 } })],
  ["GET /api/v1/models", 200, () => call("GET /api/v1/models")],
  ["GET /api/v1/usage", 200, () => call("GET /api/v1/usage", { query: "?by=day,key,model" })],
  ["GET /api/v1/usage", 200, () => call("GET /api/v1/usage", { query: "?format=csv" })],
  ["GET /api/v1/usage", 400, () => call("GET /api/v1/usage", { query: "?from=yesterday" })],
  ["GET /api/v1/webhooks", 200, () => call("GET /api/v1/webhooks")],
  [addWebhook, 201, () => call(addWebhook)],
  [addWebhook, 400, () => call(addWebhook, { body: { ...webhook, url: "http://127.0.0.1/in" } })],
  [dropWebhook, 204, async () => call(dropWebhook, { id: await addedWebhook() })],
  [dropWebhook, 404, () => call(dropWebhook)],
  ["GET /api/v1/receipt-keys", 200, () => call("GET /api/v1/receipt-keys", { key: null })],
  ["GET /api/v1/openapi.json", 200, () => call("GET /api/v1/openapi.json", { key: null })],
];

/** What every operation with a key has in common. */
const sharedCases: Record<number, (name: OperationName) => Promise<Response>> = {
  401: (name) => call(name, { key: null }),
  403: async (name) => call(name, { key: await makeKey({ allowedRanges: ["192.0.2.1"] }) }),
  429: async (name) => {
    const key = await makeKey();
    for (let request = 0; request < requestsPerMinute; request += 1) await call("GET /api/v1/account", { key });
    return call(name, { key });
  },
  503: (name) => call(name, { studio: closed }),
};

/** Documented, and not to be had from a studio that works. */
const notWalked: Record<number, string> = { 500: "a bug, told as crashes.spec.ts asks for" };
const notWalkedOnce: Record<string, string> = {
  [`PATCH ${job}/recipe 410`]: "files that expired: handle-recipe.test.ts",
  [`GET ${job}/picture 410`]: "files that expired: handle-recipe.test.ts",
  [`${addWebhook} 409`]: "more endpoints than an account may have: endpoints.test.ts",
  [`GET ${job}/picture 502`]: "a stored output that is broken: adjust-file.test.ts",
};

for (const [at, [name, status, send]] of cases.entries()) {
  test(`${name} ${status} is as the document says (${at + 1})`, async () => {
    const response = await send();
    expect(response.status).toBe(status);
    await document.expectDescribed(name, response);
  });
}

test("what every address with a key has in common is as the document says", async () => {
  for (const { name, isPublic } of document.operations) {
    if (isPublic) continue;
    for (const [status, send] of Object.entries(sharedCases)) {
      const response = await send(name);
      expect(`${name} ${response.status}`).toBe(`${name} ${status}`);
      await document.expectDescribed(name, response);
    }
  }
});

test("every documented status of every address is walked here, but for those named", () => {
  const walked = new Set(cases.map(([name, status]) => `${name} ${status}`));
  const missing = document.operations.flatMap(({ name, statuses, isPublic }) =>
    statuses
      .filter((status) => !(status in notWalked) && (isPublic || !(status in sharedCases)))
      .map((status) => `${name} ${status}`)
      .filter((line) => !walked.has(line) && !(line in notWalkedOnce)),
  );
  expect(missing).toEqual([]);
});

test("the walk itself notices a wrong status, media type, header or body", async () => {
  const right = await call("GET /api/v1/account");
  const body = (await right.json()) as { credits: object };
  const told = Object.fromEntries(right.headers);
  const answer = (status: number, headers: Record<string, string>, json: object = body) =>
    document.expectDescribed("GET /api/v1/account", new Response(JSON.stringify(json), { status, headers }));
  const { "x-request-id": _gone, ...without } = told;
  await answer(200, told);
  await expect(answer(418, told)).rejects.toThrow("does not know");
  await expect(answer(200, { ...told, "content-type": "text/plain" })).rejects.toThrow("media type");
  await expect(answer(200, without)).rejects.toThrow("headers of");
  await expect(answer(200, { ...told, "x-ratelimit-reset": "soon" })).rejects.toThrow("headers of");
  await expect(answer(200, told, { ...body, credits: { available: "3", held: 0 } })).rejects.toThrow("body of");
  await expect(answer(200, told, { ...body, more: true })).rejects.toThrow("body of");
  await expect(answer(401, told)).rejects.toThrow("media type");
});

test("another method of a documented address → 405, another address → 404", async () => {
  for (const { name } of document.operations) {
    const path = (name.split(" ")[1] ?? "").replace("{id}", "job_x");
    const answer = await readAnswer(await fetch(studio.url + path, { method: "PUT" }));
    expectProblem(answer, "method_not_allowed");
    expect(answer.headers.get("allow")?.split(", ")).toContain(name.split(" ")[0]);
  }
  expectProblem(await readAnswer(await fetch(`${studio.url}/api/v1/nothing`)), "not_found");
});

test("the document is public, may be kept for minutes, and names the origin it was asked at", async () => {
  const response = await fetch(`${studio.url}/api/v1/openapi.json`, {
    headers: { Origin: "https://elsewhere.example" },
  });
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("cache-control")).toBe("public, max-age=300");
  expect(await response.json()).toMatchObject({ openapi: "3.1.0", servers: [{ url: studio.url }] });
});
