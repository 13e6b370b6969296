import { copyFile, readFile } from "node:fs/promises";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { POST as colorize } from "../../../app/api/v1/colorize/route";
import { GET as getJob } from "../../../app/api/v1/jobs/[id]/route";
import { GET as getMetrics } from "../../../app/metrics/route";
import { createUser } from "../../accounts/create-user";
import { headers as names } from "../../contract/headers";
import { singleton } from "../../lifecycle/singleton";
import { createLog, log } from "../../log/log";
import { traceHeaders } from "../../telemetry/trace";
import { samplePhoto } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders } from "../../testing/studio";
import { startTelemetry } from "../studio/start-telemetry";

type Line = { msg: string; requestId?: string; callerRequestId?: string };
let lines: Line[];
let sentOn: Record<string, string>;
let key: Record<string, string>;

beforeAll(() => {
  singleton("log", () => createLog("info", { write: (line) => lines.push(JSON.parse(line)) }));
  const { provider } = createFakeProvider(async ({ photo, outputPath }, { onProgress }) => {
    onProgress("color", 10);
    log().info("the provider works");
    sentOn = traceHeaders();
    await copyFile(photo.workPath, outputPath);
  });
  singleton("provider", () => provider);
});
const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
beforeAll(async () => {
  const { id } = await createUser(fresh.db, { email: "a@example.org", password: "a long password", credits: 9 });
  key = (await createKeyHeaders(id)).headers;
  await startTelemetry(opened.studio);
});
beforeEach(() => {
  lines = [];
});

async function colorPhoto(headers: Record<string, string> = {}) {
  const form = new FormData();
  form.set("image", new Blob([new Uint8Array(await readFile(samplePhoto))]), "march.jpg");
  return callRoute(colorize, {
    method: "POST",
    path: "/api/v1/colorize",
    headers: { ...key, ...headers },
    body: form,
  });
}
const scrape = (headers: Record<string, string> = { "x-forwarded-for": "127.0.0.1" }) =>
  callRoute(getMetrics, { path: "/metrics", headers });

test("every line that a request causes, its provider's call to another studio and its answer carry one id", async () => {
  const { status, headers } = await colorPhoto({ "x-request-id": "callers-own" });
  expect(status).toBe(200);
  const requestId = headers.get(names.requestId);
  expect(sentOn["x-request-id"]).toBe(requestId);
  expect(lines.map(({ msg }) => msg)).toContain("the provider works");
  for (const line of lines) expect(line).toMatchObject({ requestId, callerRequestId: "callers-own" });
  log().info("what no request caused");
  expect(lines.at(-1)).not.toHaveProperty("requestId");
});

test("metrics say what photos, stages, requests, refusals and the machine's parts did, and name nobody", async () => {
  await colorPhoto();
  const gone = { path: "/api/v1/jobs/job_gone", headers: key, params: { id: "job_gone" } };
  expect(await callRoute(getJob, gone)).toMatchObject({ status: 404 });
  const { status, headers, body } = await scrape();
  expect([status, headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  for (const line of [
    'pixomax_http_requests_total{method="POST",route="/api/v1/colorize",status_class="2xx"}',
    'pixomax_http_requests_total{method="GET",route="/api/v1/jobs/[id]",status_class="4xx"} 1',
    'pixomax_refusals_total{code="not_found"} 1',
    'pixomax_photos_total{source="api",mode="live",preset="large",outcome="succeeded"} 2',
    'pixomax_photo_seconds_count{mode="live",preset="large"} 2',
    'pixomax_database_seconds_count{operation="hold"} 2',
    'pixomax_database_seconds_count{operation="capture"} 2',
    'pixomax_queue_messages{queue="colorize",state="due"} 0',
    'pixomax_instances{role="worker"} 0',
    'pixomax_stage_seconds_count{stage="queued"}',
    'pixomax_stage_seconds_count{stage="color"}',
    'pixomax_storage_seconds_count{operation="put"}',
    'pixomax_engine_photos{state="running"} 0',
    "pixomax_open_holds 0",
    "pixomax_usable_disk_bytes",
    'role="all"} 1',
    "process_resident_memory_bytes",
  ]) {
    expect(body).toContain(line);
  }
  expect(body).not.toMatch(/\b(job|req|usr|key|run)_\w{8}|example\.org|march/);
});

test("whoever may not read metrics is told how the operator may, and gets none", async () => {
  const throughProxy = { "x-forwarded-for": "127.0.0.1", "x-original-forwarded-for": "8.8.8.8" };
  for (const answer of [scrape({ "x-forwarded-for": "8.8.8.8" }), scrape(throughProxy)]) {
    const { status, body } = await answer;
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: "not_found", detail: expect.stringContaining("METRICS_TOKEN") });
  }
});
