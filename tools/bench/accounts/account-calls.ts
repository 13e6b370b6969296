import { listKeysInUse } from "../../../lib/api-keys/read-api-keys";
import { listLedger } from "../../../lib/billing/ledger/list-ledger";
import { writeLedgerCsv } from "../../../lib/billing/ledger/write-ledger-csv";
import { listPurchases } from "../../../lib/billing/purchases/list-purchases";
import { readBalance } from "../../../lib/credits/read-balance";
import type { Db } from "../../../lib/db/client";
import { findJob, listJobs } from "../../../lib/jobs/find-jobs";
import { type ListQuery, listAttemptRows, listJobRows, listPhotoRows } from "../../../lib/jobs/list/list-rows";
import { writeAttemptsCsv } from "../../../lib/jobs/list/write-attempts-csv";
import { readStoredBytes } from "../../../lib/jobs/stored-bytes";
import { readUsage } from "../../../lib/jobs/usage/read-usage";
import { listDeliveries } from "../../../lib/webhooks/delivery/list-deliveries";
import { listEndpoints } from "../../../lib/webhooks/endpoints/read-endpoints";
import type { FilledAccount } from "./fill-account";

export type AccountCall = (db: Db, account: FilledAccount) => Promise<unknown>;

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

/** What the pages of an account and its calls read, by name. */
export const accountCalls: Record<string, AccountCall> = {
  "usage of 30 days": (db, { userId }) => readUsage(db, userId, { from: day(29), to: day(0), by: ["day", "key"] }),
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
  keys: (db, { userId }) => listKeysInUse(db, userId, new Date()),
};
