import "../../lib/lifecycle/end-with-reader";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { link, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createUser } from "../../lib/accounts/create-user";
import { createApiKey } from "../../lib/api-keys/create-api-key";
import { headers as names } from "../../lib/contract/headers";
import { connectDatabase } from "../../lib/db/connect-database";
import { readSettings } from "../../lib/env/settings";
import { newJob } from "../../prisma/factories/open-job";
import { type Running, startStudio } from "./start-studio";

/**
 * `npm run bench:archive`, on Linux: how far the server's memory grows while one account downloads 1,000 pictures as one ZIP, to a
 * reader that takes what comes, and 200 of them to one that takes 20 MB a second. The pictures are one file of 3 MB under a thousand
 * names, so that the disk needs room for one.
 */
const count = 1000;
const pictureBytes = 3_000_000;
const MB = 1_000_000;

/** An account with `count` succeeded jobs. */
async function makeJobs(dataDir: string): Promise<{ apiKey: string; jobIds: string[] }> {
  const settings = readSettings({ NODE_ENV: "production", DATA_DIR: dataDir });
  const { db, close } = await connectDatabase(settings);
  const user = { email: "bench@example.org", password: "a-long-enough-password", credits: 1 };
  const { id: userId } = await createUser(db, user);
  const { secret } = await createApiKey(db, { userId, name: "bench" }, { secret: settings.API_KEY_SECRET });
  const picture = path.join(dataDir, "picture");
  await writeFile(picture, Buffer.alloc(pictureBytes, "a picture"));
  const jobs = Array.from({ length: count }, () => newJob(userId));
  for (const { id } of jobs) {
    await mkdir(path.join(dataDir, "files", id), { recursive: true });
    await link(picture, path.join(dataDir, "files", id, "out.png"));
  }
  const output = { outputBytes: pictureBytes, outputSha256: "0".repeat(64), modelTag: "tiny@0" };
  const ended = {
    bitDepth: "auto" as const,
    crop: undefined,
    status: "succeeded" as const,
    finishedAt: new Date(),
    leaseUntil: null,
  };
  await db.job.createMany({
    data: jobs.map((job) => ({ ...job, ...output, ...ended, outputKey: `${job.id}/out.png` })),
  });
  await close();
  return { apiKey: secret, jobIds: jobs.map(({ id }) => id) };
}

/** Reads the ZIP and forgets it. @returns bytes, seconds, and the server's memory before and at most, in bytes */
async function download({ url, child }: Running, apiKey: string, jobIds: string[], bytesPerSecond = Infinity) {
  const before = await readMemory(child);
  let most = before;
  let isDone = false;
  const watch = async () => {
    while (!isDone) {
      most = Math.max(most, await readMemory(child));
      await wait(20);
    }
  };
  const watching = watch();
  const started = performance.now();
  const headers = { [names.apiKey]: apiKey, "Content-Type": "application/json" };
  const sent = request(`${url}/api/v1/archives`, { method: "POST", headers }).end(JSON.stringify({ jobIds }));
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    const earlyMs = (bytes / bytesPerSecond) * 1000 - (performance.now() - started);
    if (earlyMs > 20) await wait(earlyMs);
  }
  isDone = true;
  await watching;
  if (bytes !== Number(response.headers["content-length"]))
    throw new Error("the ZIP is not as long as it was said to be");
  return { bytes, seconds: (performance.now() - started) / 1000, before, most };
}

/** What the process holds in memory, in bytes. */
async function readMemory({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}

const dataDir = await mkdtemp(path.join(tmpdir(), "bench-archive-"));
const studio = await startStudio(dataDir);
try {
  const { apiKey, jobIds } = await makeJobs(dataDir);
  await download(studio, apiKey, jobIds.slice(0, 20));
  const readers = [
    { ids: jobIds, bytesPerSecond: Infinity, what: "takes what comes" },
    { ids: jobIds.slice(0, 200), bytesPerSecond: 20 * MB, what: "takes 20 MB a second" },
  ];
  for (const { ids, bytesPerSecond, what } of readers) {
    const { bytes, seconds, before, most } = await download(studio, apiKey, ids, bytesPerSecond);
    console.log(
      `${ids.length} pictures, ${Math.round(bytes / MB)} MB in ${seconds.toFixed(1)} s, to a reader that ${what}: memory ` +
        `${Math.round(before / MB)} MB before, ${Math.round((most - before) / MB)} MB more at most`,
    );
  }
} finally {
  studio.child.kill("SIGTERM");
  await once(studio.child, "exit");
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
