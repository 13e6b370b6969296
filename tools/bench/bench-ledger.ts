import "../../lib/lifecycle/end-with-reader";
import { endHeldJob, openHeldJob } from "../../lib/colorize/job-statements";
import { unknownFacts } from "../../lib/contract/photos/photo-facts";
import { checkLedger } from "../../lib/credits/check/check-ledger";
import { findFunds, grantCredits, holdFunds } from "../../lib/credits/ledger";
import { captureFunds } from "../../lib/credits/settle-hold";
import { lockBalance, moved } from "../../lib/credits/statement-parts";
import { type Db, sql } from "../../lib/db/client";
import { createPublicId } from "../../lib/db/public-id";
import { runPrepared } from "../../lib/db/run-prepared";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { newJob } from "../../prisma/factories/open-job";
import { onEachDatabase } from "./on-each-database";

/**
 * `npm run bench:ledger`: how often a second, on the embedded database (on disk, in its own process, as the studio runs it) and,
 * when TEST_DATABASE_URL names a server, on PostgreSQL, in one run: hold + capture, the same with their job, its end and its
 * events, and grants. Against the rate of a raw CTE: two prepared statements that keep the same double entry without lots,
 * checks and locks, on tables of their own.
 */
const durationMs = 2_500;
const lotsEach = 3;
type Operation = (userId: string) => Promise<unknown>;

async function measure(name: string, db: Db): Promise<void> {
  const users = await createAccounts(db, 8);
  const one = users.slice(0, 1);
  const operations = {
    "raw CTE": await rawLedger(db),
    "hold + capture": holdAndCapture(db),
    "open + end of a job": openAndEnd(db),
    grant: (userId: string) => grantCredits(db, { userId, credits: 1, reason: "bench" }),
  };
  const raw: number[] = [];
  for (const [what, operation] of Object.entries(operations)) {
    await rate(one, 1, operation, 500);
    const rates = [await rate(one, 1, operation)];
    rates.push(await rate(users, users.length, operation), await rate(one, users.length, operation));
    if (raw.length === 0) raw.push(...rates);
    const [alone, apart, together] = rates.map(
      (each, i) => `${each.toFixed(0)}/s (${(each / (raw[i] ?? 1)).toFixed(2)})`,
    );
    console.log(
      `${name}: ${what} ${alone} one at a time, ${apart} 8 users at once, ${together} 8 at once for one user`,
    );
  }
  // A hold alone has no job, so rules about those are broken; no other may be.
  const broken = (await checkLedger(db)).filter(({ rule }) => !rule.includes("job"));
  if (broken.length > 0) throw new Error(`the ledger broke: ${JSON.stringify(broken[0])}`);
}

const openAndEnd =
  (db: Db): Operation =>
  async (userId) => {
    const job = newJob(userId);
    await openHeldJob(db, job);
    const output = {
      outputKey: `${job.id}/out.png`,
      outputBytes: 99,
      outputSha256: "",
      modelTag: "bench",
      provider: "bench",
      costMicros: null,
    };
    const success = { jobId: job.id, ...output, facts: unknownFacts, chargedCredits: 1, idleAddOns: [] };
    await endHeldJob(db, { ...success, now: new Date() });
  };

const holdAndCapture =
  (db: Db): Operation =>
  async (userId) => {
    const [jobId, now] = [createPublicId("job"), new Date()];
    const lock = lockBalance(sql`${userId}`);
    const hold = sql`WITH ${findFunds({ userId, credits: 1, now })}, ${holdFunds({ jobId, credits: 1 }, sql`enough`)}`;
    await runPrepared(db, { lock, hold: sql`${hold} SELECT ${moved}` });
    const capture = captureFunds({ jobId, credits: 1, now }, sql`always`);
    await runPrepared(db, { lock, capture: sql`WITH always AS (SELECT 1), ${capture} SELECT ${moved}` });
  };

async function rawLedger(db: Db): Promise<Operation> {
  for (const table of ["balances", "holds", "movements", "entries"]) {
    await db.$executeRawUnsafe(`CREATE TABLE bench_${table} (LIKE credit_${table} INCLUDING ALL)`);
  }
  await db.$executeRaw`INSERT INTO bench_balances SELECT * FROM credit_balances`;
  const record = (jobId: string, kind: string, to: string) => sql`movement AS (
      INSERT INTO bench_movements (id, "userId", sequence, kind, "jobId", reason, "availableAfter")
      SELECT ${createPublicId("mov")}, "userId", version, ${kind}::"CreditMovementKind", ${jobId}, 'bench', available
      FROM balance RETURNING id
    ) INSERT INTO bench_entries ("movementId", account, credits)
    SELECT id, account, credits FROM movement CROSS JOIN (VALUES ('user', -1), (${to}::text, 1)) AS side (account, credits)`;
  return async (userId) => {
    const jobId = createPublicId("job");
    await runPrepared(db, {
      hold: sql`WITH balance AS (
        UPDATE bench_balances SET available = available - 1, held = held + 1, version = version + 1
        WHERE "userId" = ${userId} AND available > 0 RETURNING *
      ), hold AS (
        INSERT INTO bench_holds ("jobId", "userId", credits) SELECT ${jobId}, "userId", 1 FROM balance
      ), ${record(jobId, "hold", "held")}`,
    });
    await runPrepared(db, {
      capture: sql`WITH settled AS (
        UPDATE bench_holds SET state = 'captured' WHERE "jobId" = ${jobId} AND state = 'open' RETURNING "userId"
      ), balance AS (
        UPDATE bench_balances AS b SET held = held - 1, version = version + 1
        FROM settled WHERE b."userId" = settled."userId" RETURNING b.*
      ), ${record(jobId, "capture", "system:revenue")}`,
    });
  };
}

async function createAccounts(db: Db, count: number): Promise<string[]> {
  const users = await Promise.all(Array.from({ length: count }, () => createUserWithCredits(db, 0)));
  for (const { id } of users) {
    for (let lot = 0; lot < lotsEach; lot++) await grantCredits(db, { userId: id, credits: 10_000, reason: "bench" });
  }
  return users.map(({ id }) => id);
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

await onEachDatabase(measure);
process.exit(0);
