import "server-only";
import { z } from "zod";
import { inTransaction, sql } from "../../db/client";
import { addMessage, hasMessage } from "../../queue/add-message";
import type { Queue } from "../../queue/open-queue";
import type { AccountDataDeps } from "../account-data-deps";
import { exportFolder } from "./request-export";
import { maxExportTries, runExport } from "./run-export";

const batch = 100;
const rowKeptMs = 90 * 86_400_000;

/** Lets this process make exports, one at a time. */
export function workOnExports(queue: Queue, deps: AccountDataDeps): void {
  const schema = z.object({ exportId: z.string() });
  queue.work("data-export", { concurrency: 1, schema }, ({ data, signal }) => runExport(deps, data.exportId, signal));
}

/** Sees to exports whose process died or whose message was lost, and deletes those whose time is over. Safe in many processes. */
export async function sweepExports(deps: AccountDataDeps): Promise<void> {
  await requeueDeadExports(deps);
  await requeueLostExports(deps);
  await expireExports(deps);
}

async function requeueDeadExports({ db, clock }: AccountDataDeps): Promise<void> {
  const now = clock.now();
  const dead = await db.dataExport.findMany({ where: { state: "running", leaseUntil: { lt: now } }, take: batch });
  for (const { id, tries } of dead) {
    await inTransaction(db, async (tx) => {
      const isLast = tries >= maxExportTries;
      const failure = "The studio stopped three times while it made the export. Try again later.";
      const { count } = await tx.dataExport.updateMany({
        where: { id, tries, state: "running", leaseUntil: { lt: now } },
        data: isLast
          ? { state: "failed", failure, finishedAt: now, leaseUntil: null }
          : { state: "waiting", leaseUntil: null },
      });
      if (count === 1 && !isLast) await addMessage(tx, "data-export", { exportId: id });
    });
  }
}

async function requeueLostExports({ db }: AccountDataDeps): Promise<void> {
  const lost = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM data_exports WHERE state = 'waiting'
      AND NOT ${hasMessage("data-export", sql`jsonb_build_object('exportId', data_exports.id)`)} LIMIT ${batch}`;
  for (const { id } of lost) await addMessage(db, "data-export", { exportId: id });
}

/** The file first: a row that says ready and has none is found again, a file without a row never. */
async function expireExports({ db, storage, clock, log }: AccountDataDeps): Promise<void> {
  const now = clock.now();
  const due = await db.dataExport.findMany({ where: { state: "ready", expiresAt: { lte: now } }, take: batch });
  for (const { id } of due) {
    try {
      await storage.deleteJob(exportFolder(id));
      await db.dataExport.updateMany({ where: { id }, data: { state: "expired", storageKey: null } });
    } catch (error) {
      log.error({ err: error, exportId: id }, "could not delete the file of an export; it will be retried");
    }
  }
  const old = new Date(now.getTime() - rowKeptMs);
  await db.dataExport.deleteMany({ where: { state: { in: ["failed", "expired"] }, createdAt: { lt: old } } });
}
