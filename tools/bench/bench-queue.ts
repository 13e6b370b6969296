import "../../lib/lifecycle/end-with-reader";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { type Db, inTransaction } from "../../lib/db/client";
import { connectDatabase } from "../../lib/db/connect-database";
import { createLog } from "../../lib/log/log";
import { addMessage } from "../../lib/queue/add-message";
import { openQueue } from "../../lib/queue/open-queue";
import { createTestDatabase } from "../../lib/testing/database";

/**
 * `npm run bench:queue`: what the queue costs, on the embedded database (on disk, in its own process, as the studio runs it) and,
 * when TEST_DATABASE_URL names a server, on PostgreSQL, in one run.
 */
const messages = 1_000;
const backlog = 50_000;
const schema = z.object({ nth: z.number() });
const log = createLog("warn");
type Where = { name: string; db: Db; url: string; isServer: boolean };

async function main(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-queue-"));
  const { db, url, close } = await connectDatabase({ DATA_DIR: dataDir });
  await measure({ name: "embedded", db, url, isServer: false });
  await close();
  await rm(dataDir, { recursive: true, force: true });
  if (!process.env.TEST_DATABASE_URL) return console.log("TEST_DATABASE_URL is not set: PostgreSQL is not measured");
  const server = await createTestDatabase();
  await measure({ name: "PostgreSQL", ...server });
  await server.close();
}

async function measure(where: Where): Promise<void> {
  const { name, db } = where;
  const bare = await timeEach(200, () => inTransaction(db, (tx) => tx.$queryRaw`SELECT 1`));
  const add = async (nth: number) => void (await inTransaction(db, (tx) => addMessage(tx, "colorize", { nth })));
  const added = await timeEach(messages, add);
  console.log(`${name}: a transaction with a message ${show(added)} ms, without ${show(bare)} ms`);
  console.log(`${name}: ${await work(where, messages)} messages a second, handled 8 at a time`);
  await db.$executeRaw`
    INSERT INTO pgboss.job (name, data, priority)
    SELECT 'colorize', jsonb_build_object('nth', n), -(n % 1000) FROM generate_series(1, ${backlog}::int) AS n`;
  console.log(`${name}: ${await work(where, messages)} a second while ${backlog} wait`);
  await db.$executeRaw`DELETE FROM pgboss.job`;
}

/** How many messages a second workers settle, until they have settled `count`. */
async function work({ url, isServer }: Where, count: number): Promise<string> {
  const queue = await openQueue({ url, isServer, log });
  const since = performance.now();
  let settled = 0;
  await new Promise<void>((resolve) => {
    queue.work("colorize", { concurrency: 8, schema }, async () => {
      settled += 1;
      if (settled === count) resolve();
    });
  });
  const seconds = (performance.now() - since) / 1000;
  await queue.stop({ graceMs: 10_000 });
  return show(count / seconds);
}

/** Median milliseconds of `run`, one after the other. */
async function timeEach(times: number, run: (nth: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let nth = 0; nth < times; nth++) {
    const since = performance.now();
    await run(nth);
    took.push(performance.now() - since);
  }
  return took.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

const show = (value: number) => value.toPrecision(3);

await main();
process.exit(0);
