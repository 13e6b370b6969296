import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { archiveRequestSchema } from "../../../../lib/contract/v1/archives";
import type { ErrorCode } from "../../../../lib/errors/error-codes";
import { answerAccount, answerJobs, answerQuote, type FakeAccount } from "./fake-account";
import { runColorize } from "./fake-colorize";
import { FakeProblem, writeProblem } from "./fake-problem";

export type FakeStudio = {
  url: string;
  account: FakeAccount;
  /** What the next calls of colorize are refused with, one each. */
  refusals: ErrorCode[];
  /** Every call of colorize: its fields and its file's name. */
  calls: Record<string, string>[];
  /** X-Ignored-Fields of every answer to colorize; none while null. */
  ignoredFields: string | null;
  /** Jobs under way now, and the most there ever were at once. */
  running: number;
  mostRunning: number;
  /** Jobs stay under way until `release`. */
  hold(): void;
  release(): void;
  close(): Promise<void>;
};

/** The public API, strictly as its contract says, over one account in memory. */
export async function startFakeStudio(credits = 1000): Promise<FakeStudio> {
  const account: FakeAccount = {
    key: "pxs_live_secret0000tail",
    mode: "live",
    available: credits,
    jobs: [],
    repeats: new Map(),
    outputs: new Map(),
  };
  let gate = Promise.resolve();
  let open = () => {};
  const server = createServer((request, response) => {
    answer(studio, request, response, () => gate).catch((error: unknown) =>
      writeProblem(response, error instanceof FakeProblem ? error : new FakeProblem("internal_error")),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const studio: FakeStudio = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ account, refusals: [], calls: [], ignoredFields: null, running: 0, mostRunning: 0 },
    hold: () => {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    release: () => open(),
    close: async () => {
      open();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return studio;
}

async function answer(
  studio: FakeStudio,
  request: IncomingMessage,
  response: ServerResponse,
  gate: () => Promise<void>,
) {
  const { pathname, searchParams } = new URL(request.url ?? "", studio.url);
  const { account } = studio;
  const output = account.outputs.get(/^\/files\/(\w+)\/out\.png$/.exec(pathname)?.[1] ?? "");
  // Links carry their own signature. A key sent along would leave the studio when files lie elsewhere.
  if (output && !request.headers["x-api-key"]) return response.writeHead(200).end(output);
  if (request.headers["x-api-key"] !== account.key) throw new FakeProblem("api_key_invalid");
  const send = (body: unknown) =>
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  switch (`${request.method} ${pathname}`) {
    case "GET /api/v1/account":
      return send(answerAccount(account));
    case "POST /api/v1/quote":
      return send(answerQuote(account, await json(request)));
    case "GET /api/v1/jobs":
      return send(answerJobs(account, searchParams));
    case "POST /api/v1/archives": {
      const { jobIds } = archiveRequestSchema.parse(await json(request));
      response.writeHead(200, { "Content-Type": "application/zip" });
      // One breaks off in the middle.
      const isBroken = jobIds.includes("job_broken");
      return response.write(`zip of ${jobIds}`, () => (isBroken ? response.destroy() : response.end()));
    }
    case "POST /api/v1/colorize":
      return colorize(studio, request, response, gate);
    default:
      throw new FakeProblem("not_found");
  }
}

async function colorize(
  studio: FakeStudio,
  request: IncomingMessage,
  response: ServerResponse,
  gate: () => Promise<void>,
) {
  const form = await readForm(request);
  const image = form.get("image");
  const fields = [...form].filter(([, value]) => typeof value === "string");
  const idempotencyKey = request.headers["idempotency-key"]?.toString() ?? null;
  studio.calls.push({ ...Object.fromEntries(fields), filename: image instanceof File ? image.name : "" });
  if (studio.ignoredFields) response.setHeader("X-Ignored-Fields", studio.ignoredFields);
  const refusal = studio.refusals.shift();
  if (refusal) throw new FakeProblem(refusal, 0);
  studio.running += 1;
  studio.mostRunning = Math.max(studio.mostRunning, studio.running);
  const call = { form, idempotencyKey, origin: studio.url };
  const run = await runColorize(studio.account, call, gate).finally(() => {
    studio.running -= 1;
  });
  response.writeHead(200, {
    "Content-Type": "application/json; charset=utf-8",
    "X-Job-Id": run.jobId,
    "X-Credits-Charged": String(run.charged),
    "X-Credits-Remaining": String(run.remaining),
  });
  response.end(JSON.stringify({ outputUrl: run.outputUrl }));
}

function readForm(request: IncomingMessage): Promise<FormData> {
  const headers = { "content-type": request.headers["content-type"] ?? "" };
  const body = Readable.toWeb(request) as ReadableStream;
  return new Request("http://studio.test", { method: "POST", headers, body, duplex: "half" } as RequestInit).formData();
}
