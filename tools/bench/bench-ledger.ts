import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkLedger } from "../../lib/credits/check-ledger";
import { grantCredits, holdCredits } from "../../lib/credits/ledger";
import { captureHold } from "../../lib/credits/settle-hold";
import { type Db, inTransaction } from "../../lib/db/client";
import { connectDatabase } from "../../lib/db/connect-database";
import { createPublicId } from "../../lib/db/public-id";
import { createTestDatabase } from "../../lib/testing/database";

/**
 * `npm run bench:ledger`: grants a second, and holds with their captures a second, on the embedded database (on disk, in its
 * own process, as the studio runs it) and, when TEST_DATABASE_URL names a server, on PostgreSQL, in one run.
 */
const durationMs = 4_000;
const lotsEach = 20;
type Operation = (userId: string) => Promise<unknown>;

async function main(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-ledger-"));
  const embedded = await connectDatabase({ DATA_DIR: dataDir });
  await measure("embedded", embedded.db);
  await embedded.close();
  await rm(dataDir, { recursive: true, force: true });
  if (!process.env.TEST_DATABASE_URL) return console.log("TEST_DATABASE_URL is not set: PostgreSQL is not measured");
  const server = await createTestDatabase();
  await measure("PostgreSQL", server.db);
  await server.close();
}

async function measure(name: string, db: Db): Promise<void> {
  const grant: Operation = (userId) => grantCredits(db, { userId, credits: 1, reason: "bench" });
  const spend: Operation = async (userId) => {
    const jobId = createPublicId("job");
    await inTransaction(db, (tx) => holdCredits(tx, { userId, jobId, credits: 1 }));
    await inTransaction(db, (tx) => captureHold(tx, jobId, 1));
  };
  const users = await createAccounts(db, 8);
  const one = users.slice(0, 1);
  await rate(one, 1, spend, 500);
  for (const [what, operation] of Object.entries({ "hold + capture": spend, grant })) {
    const alone = await rate(one, 1, operation);
    const apart = await rate(users, users.length, operation);
    const together = await rate(one, users.length, operation);
    console.log(
      `${name}: ${what} ${show(alone)}/s one at a time, ${show(apart)}/s 8 users at once, ${show(together)}/s 8 at once for one user`,
    );
  }
  // The benchmark runs no jobs, so rules about those are broken; no other may be.
  const broken = (await checkLedger(db)).filter(({ rule }) => !rule.includes("job"));
  if (broken.length > 0) throw new Error(`the ledger broke: ${JSON.stringify(broken[0])}`);
}

async function createAccounts(db: Db, count: number): Promise<string[]> {
  const users = Array.from({ length: count }, () => createPublicId("usr"));
  for (const userId of users) {
    for (let lot = 0; lot < lotsEach; lot++) await grantCredits(db, { userId, credits: 10_000, reason: "bench" });
  }
  return users;
}

/** How often a second `operation` ends, with `lanes` of them under way at any time. */
async function rate(users: string[], lanes: number, operation: Operation, forMs = durationMs): Promise<number> {
  const start = performance.now();
  let done = 0;
  const run = async (_: unknown, lane: number) => {
    while (performance.now() - start < forMs) {
      await operation(users[lane % users.length] ?? "");
      done++;
    }
  };
  await Promise.all(Array.from({ length: lanes }, run));
  return (1000 * done) / (performance.now() - start);
}

const show = (perSecond: number) => perSecond.toFixed(0);

await main();
process.exit(0);
