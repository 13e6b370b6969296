import "../../lib/lifecycle/end-with-reader";
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import sharp from "sharp";
import { call, colorizeCall, countStatements, measureRate, median, time } from "./path/calls";

/**
 * `npm run bench:path`: what the colorize path costs around the provider, against a bare route of the same server in the
 * same run, and what it says to the database. The provider is instant (it hands the photo back); client and server are separate
 * processes. With --postgres URL on a database of its own on that server, else on the embedded one. With --engine instead a
 * real photo of 1.5 megapixels through the API, against what the engine alone takes for it in the same process.
 */
const { values: options } = parseArgs({ options: { postgres: { type: "string" }, engine: { type: "boolean" } } });
const sample = "public/samples/march-pastoral.jpg";
const pairs = options.engine ? 15 : 200;

async function main(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-path-"));
  const database = options.postgres ? await createDatabase(options.postgres) : null;
  const unlimited = { KEY_REQUESTS_PER_MINUTE: "1000000", ACCOUNT_REQUESTS_PER_MINUTE: "1000000" };
  const place = { DATA_DIR: dataDir, PORT: "0", ...(database ? { DATABASE_URL: database.url } : {}) };
  const env = { ...process.env, ...unlimited, ...place, LOG_LEVEL: "silent" };
  const execArgv = ["--conditions=react-server", "--import", "tsx"];
  const server = fork("tools/bench/path/serve.ts", options.engine ? ["--engine"] : [], { env, execArgv });
  try {
    const [url] = (await once(server, "message")) as [string];
    const words = ["create-user", "bench@example.org", "--credits", "100000", "--key", "bench"];
    const admin = fork("scripts/admin.ts", words, { env, execArgv, silent: true });
    const [printed] = (await once(admin.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    const { apiKey } = JSON.parse(printed.toString()) as { apiKey: string };
    await (options.engine ? measureEngine(server, { url, apiKey, dataDir }) : measurePath({ url, apiKey }));
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
    await database?.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function createDatabase(server: string) {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => run(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function measurePath({ url, apiKey }: { url: string; apiKey: string }): Promise<void> {
  const bare = { url: `${url}/api/health/live` };
  const colorize = await colorizeCall(url, apiKey, sample);
  for (let warm = 0; warm < 30; warm++) await time(colorize).then(() => call(bare));
  const before = await countStatements(url);
  const times = { bare: [] as number[], path: [] as number[] };
  for (let pair = 0; pair < pairs; pair++) {
    times.bare.push(await time(bare));
    times.path.push(await time(colorize));
  }
  const after = await countStatements(url);
  const [bareMs, pathMs] = [median(times.bare), median(times.path)];
  console.log(
    `bare route p50 ${bareMs.toFixed(2)} ms, colorize with an instant provider p50 ${pathMs.toFixed(2)} ms, added ${(pathMs - bareMs).toFixed(2)} ms`,
  );
  const counts = [...after].map(([name, count]) => [name, (count - (before.get(name) ?? 0)) / pairs] as const);
  const shown = counts.filter(([, each]) => each > 0).map(([name, each]) => `${name} ${each.toFixed(2)}`);
  console.log(`statements a call, with what runs beside it: ${shown.join(", ")}`);

  const bareRate = await measureRate(bare);
  const mistyped = { ...colorize.headers, "X-Api-Key": "pxs_live_mistyped" };
  const refusedRate = await measureRate({ ...colorize, headers: mistyped, body: Buffer.from("--x--") });
  const paidRate = await measureRate(colorize);
  const share = ((100 * refusedRate) / bareRate).toFixed(0);
  console.log(
    `bare route ${bareRate.toFixed(0)}/s, 401 ${refusedRate.toFixed(0)}/s (${share} %), photos ${paidRate.toFixed(0)}/s`,
  );
}

type Studio = { url: string; apiKey: string; dataDir: string };

async function measureEngine(server: ChildProcess, { url, apiKey, dataDir }: Studio): Promise<void> {
  const photo = path.join(dataDir, "photo.jpg");
  await sharp("public/samples/dust-bowl-home.jpg")
    .resize(1500, 1000, { fit: "fill" })
    .jpeg({ quality: 92 })
    .toFile(photo);
  const colorize = await colorizeCall(url, apiKey, photo);
  const alone = async () => {
    server.send(photo);
    const [ms] = (await once(server, "message")) as [number];
    return ms;
  };
  for (let warm = 0; warm < 2; warm++) await time(colorize).then(alone);
  const times = { alone: [] as number[], api: [] as number[] };
  for (let pair = 0; pair < pairs; pair++) {
    times.alone.push(await alone());
    times.api.push(await time(colorize));
  }
  const [aloneMs, apiMs] = [median(times.alone), median(times.api)];
  console.log(
    `1.5 megapixels: the engine alone p50 ${aloneMs.toFixed(0)} ms, through the API ${apiMs.toFixed(0)} ms, ${(apiMs / aloneMs).toFixed(2)} times`,
  );
}

await main();
