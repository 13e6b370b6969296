import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * `npm run bench:path`: what the colorize path costs around the provider, against a bare route of the same server in the
 * same run. The provider is instant (it hands the photo back); client and server are separate processes.
 */
type Studio = { url: string; apiKey: string };
const sample = "public/samples/march-pastoral.jpg";

async function serve(): Promise<void> {
  const { singleton } = await import("../../lib/lifecycle/singleton");
  const { createFakeProvider } = await import("../../lib/testing/fake-provider");
  singleton("provider", () => createFakeProvider().provider);
  const [{ ensureBuild }, { serveStudio }] = await Promise.all([
    import("../../server/ensure-build"),
    import("../../server/serve-studio"),
  ]);
  await ensureBuild();
  const studio = await serveStudio({ dev: false });
  process.send?.(studio.url);
  process.once("SIGTERM", () => void studio.stop().then(() => process.exit(0)));
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-path-"));
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: "0",
    LOG_LEVEL: "silent",
    KEY_REQUESTS_PER_MINUTE: "1000000",
    ACCOUNT_REQUESTS_PER_MINUTE: "1000000",
  };
  const server = fork(import.meta.filename, ["--serve"], { env, execArgv: ["--import", "tsx"] });
  const [url] = (await once(server, "message")) as [string];
  try {
    const admin = fork(
      "scripts/admin.ts",
      ["create-user", "bench@example.org", "--credits", "100000", "--key", "bench"],
      { env, execArgv: ["--conditions=react-server", "--import", "tsx"], silent: true },
    );
    const [printed] = (await once(admin.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    await measure({ url, apiKey: (JSON.parse(printed.toString()) as { apiKey: string }).apiKey });
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(studio: Studio): Promise<void> {
  const photo = await readFile(sample);
  const bare = () => call(`${studio.url}/api/health/live`, "GET", {});
  const form = multipart(photo);
  const headers = { "X-Api-Key": studio.apiKey, "Content-Type": form.type };
  const colorize = () => call(`${studio.url}/api/v1/colorize`, "POST", headers, form.body);
  for (let warm = 0; warm < 30; warm++) await colorize().then(() => bare());

  const times = { bare: [] as number[], path: [] as number[] };
  for (let pair = 0; pair < 200; pair++) {
    times.bare.push(await timed(bare, 200));
    times.path.push(await timed(colorize, 200));
  }
  const [bareMs, pathMs] = [median(times.bare), median(times.path)];
  console.log(
    `bare route p50 ${bareMs.toFixed(2)} ms, colorize with an instant provider p50 ${pathMs.toFixed(2)} ms, added ${(pathMs - bareMs).toFixed(2)} ms (photo of ${photo.length} bytes)`,
  );

  const bareRate = await rate(bare);
  const small = { "X-Api-Key": "pxs_live_mistyped", "Content-Type": form.type };
  const refusedRate = await rate(() => call(`${studio.url}/api/v1/colorize`, "POST", small, Buffer.from("--x--")));
  console.log(
    `bare route ${bareRate.toFixed(0)}/s, 401 ${refusedRate.toFixed(0)}/s (${((100 * refusedRate) / bareRate).toFixed(0)} %)`,
  );
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

function call(url: string, method: string, headers: Record<string, string>, body?: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body ? { "Content-Length": String(body.length) } : {};
    const request = httpRequest(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    });
    request.once("error", reject);
    request.end(body);
  });
}

async function timed(work: () => Promise<number>, status: number): Promise<number> {
  const start = performance.now();
  const got = await work();
  if (got !== status) throw new Error(`expected ${status}, got ${got}`);
  return performance.now() - start;
}

/** Answers a second, 16 at a time, over three seconds. */
async function rate(work: () => Promise<number>): Promise<number> {
  const until = performance.now() + 3_000;
  let done = 0;
  const loop = async () => {
    for (; performance.now() < until; done++) await work();
  };
  await Promise.all(Array.from({ length: 16 }, loop));
  return done / 3;
}

function multipart(photo: Buffer): { type: string; body: Buffer } {
  const head =
    '--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
  return {
    type: "multipart/form-data; boundary=x",
    body: Buffer.concat([Buffer.from(head), photo, Buffer.from("\r\n--x--\r\n")]),
  };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

await (process.argv.includes("--serve") ? serve() : main());
