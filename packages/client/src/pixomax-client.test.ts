import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { PixomaxClient } from "./pixomax-client.ts";
import { PixomaxError } from "./pixomax-error.ts";

type Answer = { status: number; headers?: Record<string, string>; body?: unknown };
type Seen = { method: string; path: string; headers: IncomingMessage["headers"]; form: FormData | null; text: string };

let server: Server;
let baseUrl: string;
let answers: (Answer | "hang up")[];
let seen: Seen[];
let hurry: NodeJS.Timeout;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    seen.push(await readRequest(request));
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (!answer || answer === "hang up") return void request.socket.destroy();
    response.writeHead(answer.status, { "Content-Type": "application/json", ...answer.headers });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  seen = [];
  answers = [];
  // Only the client's own waits are sped up: sockets do not use these timers.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  hurry = setInterval(() => vi.advanceTimersByTime(500), 1);
});
afterEach(() => {
  clearInterval(hurry);
  vi.useRealTimers();
});

async function readRequest(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const contentType = request.headers["content-type"] ?? "";
  const form = contentType.startsWith("multipart/")
    ? await new Response(bytes, { headers: { "Content-Type": contentType } }).formData()
    : null;
  return { method: request.method ?? "", path: request.url ?? "", headers: request.headers, form, text: `${bytes}` };
}

const makeClient = (maxRetries?: number) =>
  new PixomaxClient({ baseUrl: `${baseUrl}/`, apiKey: "pxs_live_x", maxRetries });
const photo = new Blob(["a photo"], { type: "image/jpeg" });
const colorized: Answer = {
  status: 200,
  headers: {
    "X-Job-Id": "job_1",
    "X-Credits-Charged": "2",
    "X-Idle-Add-Ons": "cleanScratches, faceRemaster",
    "X-Ignored-Fields": "clean_scratchs (did you mean clean_scratches?), foo",
    "X-Credits-Remaining": "40",
    "X-Model": "tiny@5d2c9f01",
    "X-Width": "120",
    "X-Height": "90",
    "X-Output-Expires-At": "2026-11-29T12:00:00.000Z",
  },
  body: { outputUrl: "https://studio.test/files/job_1/out.png" },
};
const refusal = (status: number, code: string, retryAfter?: number): Answer => ({
  status,
  headers: {
    "Content-Type": "application/problem+json",
    ...(retryAfter === undefined ? {} : { "Retry-After": `${retryAfter}` }),
  },
  body: { code, detail: "The photo is empty.", fix: "Do this.", param: "image", requestId: "req_1", retryAfter },
});
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error as PixomaxError,
  );

describe("downloadArchive", () => {
  it("sends the ids and gives the ZIP as it comes, tried again where nothing answered", async () => {
    answers = ["hang up", { status: 200, headers: { "Content-Type": "application/zip" }, body: "PK" }];
    const zip = await makeClient().downloadArchive(["job_1", "job_2"]);
    expect(await new Response(zip).text()).toBe('"PK"');
    expect(seen.map(({ method, path, text }) => [method, path, text])).toEqual(
      Array(2).fill(["POST", "/api/v1/archives", '{"jobIds":["job_1","job_2"]}']),
    );
  });

  it("throws what the studio refuses", async () => {
    answers = [refusal(404, "not_found")];
    expect(await failure(makeClient().downloadArchive(["job_x"]))).toMatchObject({ status: 404, code: "not_found" });
  });
});

describe("colorize", () => {
  it("sends the photo and only the options that were given, and returns what the headers say", async () => {
    answers = [colorized];
    const result = await makeClient().colorize({
      image: photo,
      filename: "a.jpg",
      model: "tiny",
      cleanScratches: true,
      strength: 0.5,
    });
    expect(result).toEqual({
      outputUrl: "https://studio.test/files/job_1/out.png",
      jobId: "job_1",
      creditsCharged: 2,
      idleAddOns: ["cleanScratches", "faceRemaster"],
      ignoredFields: ["clean_scratchs (did you mean clean_scratches?)", "foo"],
      creditsRemaining: 40,
      model: "tiny@5d2c9f01",
      width: 120,
      height: 90,
      expiresAt: "2026-11-29T12:00:00.000Z",
    });
    const [{ method, path, headers, form } = {} as Seen] = seen;
    expect({ method, path, key: headers["x-api-key"] }).toEqual({
      method: "POST",
      path: "/api/v1/colorize",
      key: "pxs_live_x",
    });
    expect([...(form?.keys() ?? [])].sort()).toEqual(["clean_scratches", "image", "model", "strength"]);
    expect(form?.get("clean_scratches")).toBe("true");
    expect(form?.get("image")).toMatchObject({ name: "a.jpg" });
  });

  it("sends an add-on as `auto` where it was ordered so, by its own value or by a job's order that is sent again", async () => {
    answers = [colorized];
    const client = makeClient();
    await client.colorize({ image: photo, cleanScratches: "auto", faceRemaster: true });
    await client.colorize({ image: photo, cleanScratches: true, faceRemaster: false, autoAddOns: ["cleanScratches"] });
    const sent = seen.map(({ form }) => [form?.get("clean_scratches"), form?.get("face_remaster")]);
    expect(sent).toEqual([
      ["auto", "true"],
      ["auto", "false"],
    ]);
  });

  it("sends an address or base64 as text", async () => {
    answers = [colorized];
    await makeClient().colorize({ image: "https://example.com/photo.jpg" });
    expect(seen[0]?.form?.get("image")).toBe("https://example.com/photo.jpg");
  });

  it("works with an endpoint that knows only the seed's contract", async () => {
    answers = [{ status: 200, body: { outputUrl: "https://other.test/out.png" } }];
    expect(await makeClient().colorize({ image: photo })).toMatchObject({
      outputUrl: "https://other.test/out.png",
      jobId: null,
      creditsCharged: null,
      idleAddOns: [],
    });
  });

  it("tries again with the same Idempotency-Key, so that the photo is charged once", async () => {
    answers = ["hang up", refusal(503, "maintenance", 2), colorized];
    expect((await makeClient().colorize({ image: photo })).jobId).toBe("job_1");
    const keys = new Set(seen.map(({ headers }) => headers["idempotency-key"]));
    expect(seen).toHaveLength(3);
    expect([...keys]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it("takes another key for another call, and the caller's where there is one", async () => {
    answers = [colorized];
    const client = makeClient();
    await client.colorize({ image: photo });
    await client.colorize({ image: photo });
    await client.colorize({ image: photo }, { idempotencyKey: "mine" });
    const keys = seen.map(({ headers }) => headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe("mine");
  });

  it("waits for the first request with the same key to end", async () => {
    answers = [refusal(409, "idempotency_in_progress", 1), colorized];
    expect((await makeClient().colorize({ image: photo })).jobId).toBe("job_1");
  });
});

describe("a call that does not succeed", () => {
  it("throws what the problem says", async () => {
    answers = [refusal(400, "image_empty")];
    const error = await failure(makeClient().colorize({ image: "" }));
    expect(error).toBeInstanceOf(PixomaxError);
    expect(error).toMatchObject({
      status: 400,
      code: "image_empty",
      detail: "The photo is empty.",
      message: "The photo is empty.",
      fix: "Do this.",
      param: "image",
      requestId: "req_1",
      retryAfterSeconds: null,
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    [429, "rate_limited"],
    [502, "upstream_error"],
    [503, "maintenance"],
  ])("is tried as often as configured after %i, and no more", async (status, code) => {
    answers = [refusal(status, code, 3)];
    const error = await failure(makeClient(1).colorize({ image: photo }));
    expect(error).toMatchObject({ code, retryAfterSeconds: 3 });
    expect(seen).toHaveLength(2);
  });

  it("is not tried again when the studio asks for more than a minute", async () => {
    answers = [refusal(503, "maintenance", 300)];
    expect(await failure(makeClient().getAccount())).toMatchObject({ retryAfterSeconds: 300 });
    expect(seen).toHaveLength(1);
  });

  it("is not tried again after no answer where a second try would do something else", async () => {
    answers = ["hang up"];
    expect(await failure(makeClient().cancelJob("job_1"))).toMatchObject({ code: "unreachable", status: 0 });
    expect(seen).toHaveLength(1);
  });

  it("says so when somebody else answers in the studio's place", async () => {
    answers = [{ status: 404, headers: { "Content-Type": "text/html" }, body: "<html>" }];
    expect(await failure(makeClient().getAccount())).toMatchObject({ code: "unexpected", status: 404 });
    answers = [{ status: 200, body: { ok: true } }];
    expect(await failure(makeClient().colorize({ image: photo }))).toMatchObject({ code: "unexpected", status: 200 });
  });

  it("ends at once when the signal is aborted, also while it waits", async () => {
    clearInterval(hurry);
    answers = [refusal(429, "rate_limited", 50)];
    const abort = new AbortController();
    const call = failure(makeClient().getAccount({ signal: abort.signal }));
    await vi.waitUntil(() => seen.length === 1);
    abort.abort(new Error("enough"));
    expect(await call).toMatchObject({ message: "enough" });
    expect(seen).toHaveLength(1);
  });
});

describe("waitForJob", () => {
  it.each(["succeeded", "failed", "canceled", "a status of a later version"])(
    "ends at %s and reports the progress",
    async (status) => {
      answers = [
        { status: 200, body: { status: "queued", percent: 0 } },
        { status: 200, body: { status: "running", percent: 40 } },
        { status: 200, body: { status, percent: 100 } },
      ];
      const percents: number[] = [];
      const job = await makeClient().waitForJob("job_1", { onProgress: ({ percent }) => percents.push(percent) });
      expect(job.status).toBe(status);
      expect(percents).toEqual([0, 40, 100]);
    },
  );
});

it("fields that the studio ignored are readable on every answer to a photo, a refusal too", async () => {
  const headers = { "X-Ignored-Fields": "modle (did you mean model?), foo" };
  const ignoredFields = ["modle (did you mean model?)", "foo"];
  answers = [{ status: 202, headers, body: { jobId: "job_1" } }];
  expect(await makeClient().colorizeAsync({ image: photo })).toEqual({ jobId: "job_1", ignoredFields });
  answers = [{ ...refusal(400, "image_empty"), headers }];
  expect(await failure(makeClient().colorize({ image: photo }))).toMatchObject({ code: "image_empty", ignoredFields });
  answers = [{ ...colorized, headers: {} }];
  expect(await makeClient().colorize({ image: photo })).toMatchObject({ ignoredFields: [] });
});

it.each<[string, (client: PixomaxClient) => Promise<unknown>]>([
  ["POST /api/v1/colorize", (client) => client.colorizeAsync({ image: photo })],
  ["GET /api/v1/jobs/job%2F1", (client) => client.getJob("job/1")],
  [
    "GET /api/v1/jobs?limit=5&status=failed",
    (client) => client.listJobs({ limit: 5, status: "failed", cursor: undefined }),
  ],
  ["POST /api/v1/jobs/job_1/cancel", (client) => client.cancelJob("job_1")],
  ["DELETE /api/v1/jobs/job_1", (client) => client.deleteJob("job_1")],
  ["GET /api/v1/jobs/job_1/receipt", (client) => client.getReceipt("job_1")],
  ["GET /api/v1/account", (client) => client.getAccount()],
  ["GET /api/v1/models", (client) => client.getModels()],
  ["POST /api/v1/quote", (client) => client.quote({ photos: 3 })],
  ["GET /api/v1/usage?by=day%2Cmodel", (client) => client.getUsage({ by: "day,model" })],
])("%s", async (line, call) => {
  answers = [{ status: 200, body: {} }];
  await call(makeClient());
  expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([line]);
  if (line.includes("colorize")) expect(seen[0]?.headers.prefer).toBe("respond-async");
  if (line.includes("quote"))
    expect(seen[0]).toMatchObject({ text: '{"photos":3}', headers: { "content-type": "application/json" } });
});
