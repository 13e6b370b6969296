import "../../lib/lifecycle/end-with-reader";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pino from "pino";
import sharp from "sharp";
import { findPrograms } from "../../e2e/support/cluster/find-programs";
import { startSharedServices } from "../../e2e/support/cluster/start-services";
import { createUser } from "../../lib/accounts/create-user";
import { systemClock } from "../../lib/clock/clock";
import { colorizeAsync } from "../../lib/colorize/colorize-photo";
import { defaultOrder } from "../../lib/contract/order";
import { connectDatabase } from "../../lib/db/connect-database";
import { readSettings } from "../../lib/env/settings";
import { createColorizeDeps } from "../../lib/http/studio/create-colorize-deps";
import { selectStorage } from "../../lib/storage/select-storage";
import { openSpool } from "../../lib/storage/spool";
import { type Running, startStudio } from "./start-studio";

/**
 * `npm run bench:workers`: photos a minute of one worker process and of two, each with one engine thread and pinned to a core of its
 * own, all on one PostgreSQL and one storage that speaks S3. The photos are async jobs of 1.5 megapixels with `tiny`.
 */
const photos = Number(process.argv[2] ?? 24);
const size = { width: 1536, height: 1024 };
const secrets = ["AUTH_SECRET", "API_KEY_SECRET", "LINK_SECRET", "RECEIPT_SECRET", "WEBHOOK_SECRET"];

const programs = findPrograms();
if ("missing" in programs) throw new Error(`This needs ${programs.missing.join(", ")}.`);
const folder = await mkdtemp(path.join(tmpdir(), "bench-workers-"));
await chmod(folder, 0o711);
const idOf = (flag: string) => Number(execFileSync("id", [flag, "postgres"]));
const runAs = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : undefined;
const services = await startSharedServices({ programs, folder, runAs });
const { s3, databaseUrl } = services;
const shared: Record<string, string> = {
  DATABASE_URL: databaseUrl,
  S3_ENDPOINT: s3.endpoint,
  S3_BUCKET: s3.bucket,
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  ENGINE_WORKERS: "1",
  ENGINE_THREADS: "1",
  ...Object.fromEntries(secrets.map((name) => [name, randomBytes(32).toString("hex")])),
};

async function startWorker(core: number): Promise<Running> {
  const worker = await startStudio(path.join(folder, `worker-${core}`), { ...shared, ROLE: "worker" });
  // With the threads that it has; those that it starts later are pinned as it is.
  execFileSync("taskset", ["-apc", `${core}`, `${worker.child.pid}`]);
  return worker;
}

/** A process that receives photos and has no engine. */
async function openSender() {
  const settings = readSettings({ ...shared, NODE_ENV: "production", ROLE: "web", DATA_DIR: path.join(folder, "web") });
  const { db, close } = await connectDatabase(settings);
  const log = pino({ level: "warn" });
  const deps = createColorizeDeps(settings, { db, storage: selectStorage(settings), clock: systemClock, log });
  const account = { email: "bench@example.org", password: "a-long-enough-password", credits: 100_000 };
  const { id: userId } = await createUser(db, account);
  async function send(): Promise<void> {
    const spool = await openSpool(settings.DATA_DIR);
    const file = path.join(spool.dir, "photo.jpg");
    const { size: bytes } = await sharp("public/samples/nagasaki-boats.jpg")
      .resize({ ...size, fit: "fill" })
      .toFile(file);
    const kind = { format: "jpeg", pages: 1, notes: [], name: null, sha256: "0".repeat(64) } as const;
    const photo = { path: file, workPath: file, bytes, ...size, ...kind };
    const who = {
      userId,
      apiKeyId: null,
      source: "api",
      mode: "live",
      requestId: "req_bench",
      clientRef: null,
    } as const;
    await colorizeAsync(deps, { ...who, order: { ...defaultOrder, model: "tiny" }, photo, spool });
    await spool.remove();
  }
  return { db, send, close: () => deps.runner.stop(0).then(close) };
}

const sender = await openSender();
const workers: Running[] = [];

/** CPU seconds that the workers have used. Their share of a core says whether others kept them from it. */
const readCpuSeconds = (): number =>
  workers.reduce((sum, { child }) => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);

type Measured = { perMinute: number; cpuSeconds: number; coreShare: number };

/** Photos a minute, between the ends of the first and the last: starting the first and reading it is not counted. */
async function measure(): Promise<Measured> {
  await sender.db.job.deleteMany();
  const [cpu, since] = [readCpuSeconds(), performance.now()];
  for (let nth = 0; nth < photos; nth += 1) await sender.send();
  while ((await sender.db.job.count({ where: { status: { in: ["queued", "running"] } } })) > 0) await wait(200);
  const ended = await sender.db.job.findMany({ where: { status: "succeeded" }, orderBy: { finishedAt: "asc" } });
  if (ended.length < photos) throw new Error(`${photos - ended.length} photos failed.`);
  const first = ended[0]?.finishedAt?.getTime() ?? 0;
  const last = ended.at(-1)?.finishedAt?.getTime() ?? 0;
  const used = readCpuSeconds() - cpu;
  const coreShare = used / ((performance.now() - since) / 1000) / workers.length;
  return { perMinute: ((photos - 1) * 60_000) / (last - first), cpuSeconds: used / photos, coreShare };
}

const writeLine = ({ perMinute, cpuSeconds, coreShare }: Measured) =>
  `${perMinute.toFixed(0)} photos a minute, ${cpuSeconds.toFixed(2)} CPU s each, ${Math.round(coreShare * 100)} % of a core`;

workers.push(await startWorker(0));
await measure();
const one = await measure();
workers.push(await startWorker(1));
await measure();
const two = await measure();
console.log(`one worker    ${writeLine(one)}`);
console.log(`two workers   ${writeLine(two)}; × ${(two.perMinute / one.perMinute).toFixed(2)}`);

for (const { child } of workers) {
  child.kill("SIGTERM");
  await once(child, "exit");
}
await sender.close();
await services.stop();
await rm(folder, { recursive: true, force: true });
