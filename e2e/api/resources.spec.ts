import { writeFile } from "node:fs/promises";
import { headers as names } from "../../lib/contract/headers";
import { accountSchema, modelsAnswerSchema, quoteSchema } from "../../lib/contract/v1/account";
import { jobPageSchema, jobResourceSchema } from "../../lib/contract/v1/jobs";
import { receiptKeysSchema, signedReceiptSchema } from "../../lib/contract/v1/receipts";
import { usageSchema } from "../../lib/contract/v1/usage";
import { type Answer, callColorize, readAnswer } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { smallPhoto } from "../support/photos";
import { type Account, createAccount, runAdmin } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/studio-test";

let url: string;
let owner: Account;
/** Newest first, as lists show them: two that succeeded. */
let jobIds: string[];
test.beforeAll(async ({ studio }) => {
  url = studio.url;
  owner = await createAccount(studio, { credits: 5 });
  jobIds = [];
  for (const width of [96, 120]) {
    const answer = await callColorize(studio, owner.apiKey, { image: await smallPhoto(width), model: "tiny" });
    jobIds.unshift(answer.headers.get(names.jobId) ?? "");
  }
});

async function request(
  method: string,
  path: string,
  key: string | null = owner.apiKey,
  body?: unknown,
): Promise<Answer> {
  const headers = { ...(key === null ? {} : { [names.apiKey]: key }), "Content-Type": "application/json" };
  return readAnswer(await fetch(url + path, { method, headers, body: body ? JSON.stringify(body) : undefined }));
}

const routes: [method: string, path: string, allow: string][] = [
  ["GET", "/api/v1/jobs", "GET, OPTIONS"],
  ["GET", "/api/v1/jobs/job_x", "GET, DELETE, OPTIONS"],
  ["DELETE", "/api/v1/jobs/job_x", "GET, DELETE, OPTIONS"],
  ["GET", "/api/v1/jobs/job_x/receipt", "GET, OPTIONS"],
  ["PATCH", "/api/v1/jobs/job_x/recipe", "PATCH, OPTIONS"],
  ["GET", "/api/v1/jobs/job_x/picture", "GET, OPTIONS"],
  ["GET", "/api/v1/account", "GET, OPTIONS"],
  ["POST", "/api/v1/quote", "POST, OPTIONS"],
  ["GET", "/api/v1/models", "GET, OPTIONS"],
  ["GET", "/api/v1/usage", "GET, OPTIONS"],
];

test("every address wants a key, takes its methods alone, and lets pages of every origin ask", async () => {
  for (const [method, path, allow] of routes) {
    expectProblem(await request(method, path, null), "api_key_missing", names.apiKey);
    const wrong = await request("PUT", path);
    expectProblem(wrong, "method_not_allowed");
    expect(wrong.headers.get("allow")).toBe(allow);
    const preflight = await fetch(url + path, { method: "OPTIONS", headers: { Origin: "https://elsewhere.example" } });
    expect([preflight.status, preflight.headers.get("access-control-allow-methods")]).toEqual([204, allow]);
  }
});

test("every answer has its shape and tells limits and credits, and nothing is charged", async () => {
  const bodies: Record<string, { safeParse(body: unknown): { error?: unknown } }> = {
    "/api/v1/jobs": jobPageSchema,
    [`/api/v1/jobs/${jobIds[0]}`]: jobResourceSchema,
    [`/api/v1/jobs/${jobIds[0]}/receipt`]: signedReceiptSchema,
    "/api/v1/account": accountSchema,
    "/api/v1/models": modelsAnswerSchema,
    "/api/v1/usage": usageSchema,
  };
  for (const [path, schema] of Object.entries(bodies)) {
    const answer = await request("GET", path);
    expect([path, answer.status, schema.safeParse(answer.body).error]).toEqual([path, 200, undefined]);
    expect(answer.headers.get(names.creditsCharged)).toBe("0");
    expect(answer.headers.get(names.creditsRemaining)).toBe("3");
    expect(answer.headers.get(names.rateLimitRemaining)).toMatch(/^\d+$/);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  }
  const { body } = await request("GET", "/api/v1/account");
  expect(body).toMatchObject({ credits: { available: 3, held: 0 }, key: { name: "tests", mode: "live" } });
  expect(JSON.stringify(body)).not.toContain(owner.apiKey);
  const keys = await fetch(`${url}/api/v1/receipt-keys`);
  expect(receiptKeysSchema.safeParse(await keys.json()).error).toBeUndefined();
  expect(keys.headers.get("cache-control")).toBe("public, max-age=3600");
});

test("a quote counts its photos and says whether the credits are enough", async () => {
  const { body } = await request("POST", "/api/v1/quote", owner.apiKey, { clean_scratches: true, photos: 2 });
  expect(quoteSchema.parse(body)).toMatchObject({ photos: 2, total: 4, available: 3, enough: false });
  expect(quoteSchema.parse(body).lines.map(({ item, credits }) => [item, credits])).toEqual([
    ["colorize", 1],
    ["clean_scratches", 1],
  ]);
});

for (const [name, body, param] of [
  ["a field that nobody knows", { modle: "tiny" }, "modle"],
  ["an unknown model", { model: "huge" }, "model"],
  ["a boolean as text", { face_remaster: "true" }, "face_remaster"],
  ["half a photo", { photos: 1.5 }, "photos"],
] as const) {
  test(`a quote with ${name} → 400 that names it`, async () => {
    expectProblem(await request("POST", "/api/v1/quote", owner.apiKey, body), "invalid_request", param);
  });
}

for (const [query, param] of [
  ["jobs?limit=0", "limit"],
  ["jobs?cursor=x", "cursor"],
  ["jobs?status=done", "status"],
  ["jobs?created_after=yesterday", "created_after"],
  ["usage?from=2026-02-30", "from"],
  ["usage?from=2026-02-02&to=2026-02-01", "from"],
  ["usage?from=2025-01-01&to=2026-02-05", "from"],
  ["usage?by=week", "by"],
] as const) {
  test(`/api/v1/${query} → 400 that names ${param}`, async () => {
    expectProblem(await request("GET", `/api/v1/${query}`), "invalid_request", param);
  });
}

test("lists are paged by cursor and narrowed by what is asked", async () => {
  const first = jobPageSchema.parse((await request("GET", "/api/v1/jobs?limit=1")).body);
  const second = jobPageSchema.parse((await request("GET", `/api/v1/jobs?limit=1&cursor=${first.nextCursor}`)).body);
  expect([...first.jobs, ...second.jobs].map(({ jobId }) => jobId)).toEqual(jobIds);
  expect(second.nextCursor).toBeNull();
  const createdAt = first.jobs[0]?.createdAt ?? "";
  for (const [query, wanted] of [
    ["source=workbench", []],
    ["status=succeeded&source=api", jobIds],
    [`created_after=${createdAt}`, jobIds.slice(0, 1)],
    [`created_before=${createdAt}`, jobIds.slice(1)],
    ["key=key_of_another", []],
  ] as const) {
    const { jobs } = jobPageSchema.parse((await request("GET", `/api/v1/jobs?${query}`)).body);
    expect(jobs.map(({ jobId }) => jobId)).toEqual(wanted);
  }
});

test("another account's job answers like one that does not exist", async ({ studio }) => {
  const stranger = await createAccount(studio, { credits: 0 });
  for (const [method, rest] of [
    ["GET", ""],
    ["DELETE", ""],
    ["GET", "/receipt"],
  ] as const) {
    const others = await request(method, `/api/v1/jobs/${jobIds[0]}${rest}`, stranger.apiKey);
    const unknown = await request(method, `/api/v1/jobs/job_x${rest}`, stranger.apiKey);
    expectProblem(others, "not_found");
    expect(others.body.detail).toBe(unknown.body.detail);
  }
  expect((await request("GET", "/api/v1/jobs", stranger.apiKey)).body).toEqual({ jobs: [], nextCursor: null });
});

test("a receipt is the same each time, verifies with the published keys, and not once it was altered", async ({
  studio,
}, info) => {
  const read = async () => signedReceiptSchema.parse((await request("GET", `/api/v1/jobs/${jobIds[0]}/receipt`)).body);
  const signed = await read();
  expect(await read()).toEqual(signed);
  const { outputUrl } = jobResourceSchema.parse((await request("GET", `/api/v1/jobs/${jobIds[0]}`)).body);
  const output = await (await fetch(String(outputUrl))).arrayBuffer();
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", output)).toString("hex");
  expect(signed.receipt.output).toEqual({ sha256: digest, bytes: output.byteLength, format: "png" });
  expect(signed.receipt).toMatchObject({ issuer: url, creditsCharged: 1, status: "succeeded" });

  const file = info.outputPath("receipt.json");
  await writeFile(file, JSON.stringify(signed, null, 2));
  for (const keys of [[], ["--keys", `${url}/api/v1/receipt-keys`]]) {
    const { code, stdout } = await runAdmin(studio, "verify-receipt", file, ...keys);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { valid: true, jobId: jobIds[0], creditsCharged: 1 }]);
  }
  await writeFile(file, JSON.stringify({ ...signed, receipt: { ...signed.receipt, creditsCharged: 0 } }));
  const altered = await runAdmin(studio, "verify-receipt", file);
  expect([altered.code, JSON.parse(altered.stdout)]).toMatchObject([1, { valid: false, reason: /altered/ }]);
});

test("the usage is the ledger's, as JSON, as CSV and in the console", async ({ studio }) => {
  const { rows, totals } = usageSchema.parse((await request("GET", "/api/v1/usage?by=day,key,model")).body);
  expect(totals).toMatchObject({ jobs: 2, succeeded: 2, credits: 2 });
  expect(rows).toMatchObject([{ keyName: "tests", model: "tiny", credits: 2 }]);
  const headers = { [names.apiKey]: owner.apiKey, Accept: "text/csv" };
  const csv = await fetch(`${url}/api/v1/usage?by=model`, { headers });
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(await csv.text()).toBe("model,jobs,succeeded,failed,canceled,credits\r\ntiny,2,2,0,0,2\r\n");
  const session = await signIn(studio, owner);
  expect((await session.send("GET", "/api/console/usage?by=key")).body).toMatchObject({ totals });
  expect((await session.send("GET", "/api/console/usage.csv?by=model")).body).toBe(
    "model,jobs,succeeded,failed,canceled,credits\r\ntiny,2,2,0,0,2\r\n",
  );
  for (const path of ["usage", "usage.csv", `jobs/${jobIds[0]}/receipt`]) {
    expectProblem(await readAnswer(await fetch(`${url}/api/console/${path}`)), "sign_in_required");
  }
});

test("a deleted job is gone with its files at once; what it cost stays counted", async () => {
  const [, jobId] = jobIds;
  const { outputUrl } = jobResourceSchema.parse((await request("GET", `/api/v1/jobs/${jobId}`)).body);
  expect((await fetch(String(outputUrl))).status).toBe(200);
  const deleted = await fetch(`${url}/api/v1/jobs/${jobId}`, {
    method: "DELETE",
    headers: { [names.apiKey]: owner.apiKey },
  });
  expect([deleted.status, deleted.headers.get(names.creditsCharged), await deleted.text()]).toEqual([204, "0", ""]);
  expect((await fetch(String(outputUrl))).status).toBe(404);
  for (const [method, rest] of [
    ["GET", ""],
    ["DELETE", ""],
    ["GET", "/receipt"],
  ] as const) {
    expectProblem(await request(method, `/api/v1/jobs/${jobId}${rest}`), "not_found");
  }
  expect(jobPageSchema.parse((await request("GET", "/api/v1/jobs")).body).jobs).toHaveLength(1);
  expect(usageSchema.parse((await request("GET", "/api/v1/usage")).body).totals.credits).toBe(2);
});
