import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { listApiKeys } from "../../lib/api-keys/manage-api-keys";
import { listLedger } from "../../lib/billing/ledger/list-ledger";
import { writeLedgerCsv } from "../../lib/billing/ledger/write-ledger-csv";
import { listPurchases } from "../../lib/billing/purchases/list-purchases";
import { checkLedger } from "../../lib/credits/check-ledger";
import { readBalance } from "../../lib/credits/read-balance";
import type { Db } from "../../lib/db/client";
import { connectDatabase } from "../../lib/db/connect-database";
import { findJob, listJobs } from "../../lib/jobs/find-jobs";
import { type ListQuery, listAttemptRows, listJobRows, listPhotoRows } from "../../lib/jobs/list/list-rows";
import { writeAttemptsCsv } from "../../lib/jobs/list/write-attempts-csv";
import { readStoredBytes } from "../../lib/jobs/stored-bytes";
import { readUsage } from "../../lib/jobs/usage/read-usage";
import { createTestDatabase } from "../../lib/testing/database";
import { listDeliveries } from "../../lib/webhooks/delivery/list-deliveries";
import { listEndpoints } from "../../lib/webhooks/endpoints/read-endpoints";
import { type FilledAccount, fillAccount } from "./accounts/fill-account";

/**
 * `npm run bench:accounts`: what an account's pages and calls take with 200,000 rows against 200, in one run, on the embedded
 * database (on disk, in its own process) and, when TEST_DATABASE_URL names a server, on PostgreSQL.
 */
const small = 200;
const large = Number(process.argv[2] ?? 200_000);
const runs = 15;
type Call = (db: Db, account: FilledAccount) => Promise<unknown>;

const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const list = (userId: string, more: Partial<ListQuery> = {}): ListQuery => ({
  userId,
  sort: "newest",
  limit: 50,
  ...more,
});
const firstOf = async (lines: AsyncGenerator<string>) => {
  await lines.next();
  await lines.next();
  await lines.return(undefined);
};
const deep = async <Row>(page: (cursor?: string) => Promise<{ nextCursor: string | null; rows: Row[] }>) => {
  const { nextCursor } = await page();
  return page(nextCursor ?? undefined);
};

const calls: Record<string, Call> = {
  "usage of today": (db, { userId }) => readUsage(db, userId, { from: day(0), to: day(0), by: ["day"] }),
  balance: (db, { userId }) => readBalance(db, userId),
  "stored bytes": (db, { userId }) => readStoredBytes(db, userId),
  "one job": (db, { userId, lastJobId }) => findJob(db, userId, lastJobId),
  "jobs of the API, two pages": (db, { userId }) => deep((cursor) => listJobs(db, userId, { limit: 50, cursor })),
  "jobs of the API that failed": (db, { userId }) => listJobs(db, userId, { limit: 50, status: "failed" }),
  "jobs, two pages": (db, { userId }) => deep((cursor) => listJobRows(db, list(userId, { cursor }))),
  "jobs, oldest first": (db, { userId }) => listJobRows(db, list(userId, { sort: "oldest" })),
  "jobs by name": (db, { userId }) => listJobRows(db, list(userId, { sort: "name" })),
  "jobs that failed": (db, { userId }) => listJobRows(db, list(userId, { status: "failed" })),
  "jobs of the workbench": (db, { userId }) => listJobRows(db, list(userId, { source: "workbench" })),
  "jobs called something": (db, { userId }) => listJobRows(db, list(userId, { search: "nothing is called so" })),
  "photos, two pages": (db, { userId }) => deep((cursor) => listPhotoRows(db, list(userId, { cursor }))),
  "attempts, two pages": (db, { userId }) => deep((cursor) => listAttemptRows(db, list(userId, { cursor }))),
  "attempts that were refused": (db, { userId }) => listAttemptRows(db, list(userId, { status: "refused" })),
  "attempts as CSV, first part": (db, { userId }) => firstOf(writeAttemptsCsv(db, list(userId))),
  "ledger, two pages": (db, { userId }) => deep((cursor) => listLedger(db, userId, { limit: 50, cursor })),
  "ledger's refunds": (db, { userId }) => listLedger(db, userId, { limit: 50, kind: "refund" }),
  "ledger as CSV, first part": (db, { userId }) => firstOf(writeLedgerCsv(db, userId)),
  purchases: (db, { userId }) => listPurchases(db, userId),
  "webhook endpoints": (db, { userId }) => listEndpoints(db, userId, new Date()),
  "deliveries, two pages": (db, { endpointId }) =>
    deep((cursor) => listDeliveries(db, endpointId, { limit: 50, cursor })),
  "deliveries that failed": (db, { endpointId }) => listDeliveries(db, endpointId, { limit: 50, status: "failed" }),
  keys: (db, { userId }) => listApiKeys(db, userId),
};

async function main(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-accounts-"));
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
  const accounts = { small: await fillAccount(db, small), large: await fillAccount(db, large) };
  await db.$executeRawUnsafe("ANALYZE");
  const broken = await checkLedger(db);
  if (broken.length > 0) throw new Error(`the ledger broke: ${JSON.stringify(broken[0])}`);
  console.log(`\n${name}: ms at ${small} rows, at ${large}, ratio`);
  for (const [what, call] of Object.entries(calls)) {
    const few: number[] = [];
    const many: number[] = [];
    for (let run = 0; run < runs; run++) {
      few.push(await timed(() => call(db, accounts.small)));
      many.push(await timed(() => call(db, accounts.large)));
    }
    const [a, b] = [median(few), median(many)];
    console.log(
      `${what.padEnd(30)} ${a.toFixed(1).padStart(7)} ${b.toFixed(1).padStart(8)} ${(b / a).toFixed(1).padStart(7)}`,
    );
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

await main();
process.exit(0);
