import "server-only";
import path from "node:path";
import { exportKeptDays } from "../../contract/accounts/data-exports";
import { inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { explainFault } from "../../errors/explain-fault";
import { formatBytes } from "../../format/format-files";
import type { DataExport } from "../../generated/prisma/client";
import { repeatEvery } from "../../lifecycle/repeat-every";
import { exportReadyMail } from "../../mail/contents/account-data";
import { queueMail } from "../../mail/queue-mail";
import { openSpool } from "../../storage/spool";
import type { AccountDataDeps } from "../account-data-deps";
import { exportFolder } from "./request-export";
import { writeExport } from "./write-export";

const leaseMs = 90_000;
const renewEveryMs = 20_000;
/** How many workers may begin an export before it fails. */
export const maxExportTries = 3;
const dayMs = 86_400_000;

type Claimed = Pick<DataExport, "id" | "userId" | "tries">;

/**
 * Makes an export that waits, and mails its owner that it is there. Nothing happens where another worker has it. The ZIP is written
 * beside the storage and put there whole, so that no half of one is ever to be had.
 * @param signal the process can wait no longer: the export waits for another worker
 */
export async function runExport(deps: AccountDataDeps, exportId: string, signal: AbortSignal): Promise<void> {
  const claimed = await claim(deps, exportId);
  if (!claimed) return;
  const lost = new AbortController();
  const renew = async () => {
    if (!(await renewLease(deps, claimed))) lost.abort(new Error(`Export ${exportId} is no longer this worker's`));
  };
  const onError = (error: unknown) => deps.log.warn({ err: error, exportId }, "could not renew the lease of an export");
  const renewal = repeatEvery(renew, renewEveryMs, { onError });
  try {
    await make(deps, claimed, AbortSignal.any([signal, lost.signal]));
  } catch (error) {
    await giveBack(deps, claimed, error, signal.aborted);
  } finally {
    await renewal.stop();
  }
}

async function claim({ db, clock }: AccountDataDeps, id: string): Promise<Claimed | null> {
  const now = clock.now();
  const [claimed] = await db.dataExport.updateManyAndReturn({
    where: { id, OR: [{ state: "waiting" }, { state: "running", leaseUntil: { lt: now } }] },
    data: { state: "running", tries: { increment: 1 }, leaseUntil: new Date(now.getTime() + leaseMs) },
    select: { id: true, userId: true, tries: true },
  });
  return claimed ?? null;
}

const held = ({ id, tries }: Claimed) => ({ id, tries, state: "running" as const });

async function renewLease({ db, clock }: AccountDataDeps, claimed: Claimed): Promise<boolean> {
  const leaseUntil = new Date(clock.now().getTime() + leaseMs);
  return (await db.dataExport.updateMany({ where: held(claimed), data: { leaseUntil } })).count === 1;
}

async function make(deps: AccountDataDeps, claimed: Claimed, signal: AbortSignal): Promise<void> {
  await checkRoom(deps, claimed.userId);
  const spool = await openSpool(deps.dataDir);
  try {
    const file = path.join(spool.dir, "data.zip");
    const bytes = await writeExport(deps, { userId: claimed.userId, file, signal });
    const storageKey = `${exportFolder(claimed.id)}/data.zip`;
    await deps.storage.put(storageKey, file, { contentType: "application/zip", durable: true });
    if (await finish(deps, claimed, { storageKey, bytes })) return;
    // The account was deleted meanwhile, or another worker has the export and puts its own file there.
    const row = await deps.db.dataExport.findUnique({ where: { id: claimed.id } });
    if (!row || row.state === "expired") await deps.storage.deleteJob(exportFolder(claimed.id));
  } finally {
    await spool.remove();
  }
}

/** @throws {AppError} storage_full */
async function checkRoom({ db, readUsableBytes }: AccountDataDeps, userId: string): Promise<void> {
  const { _sum } = await db.job.aggregate({
    where: { userId, filesDeletedAt: null },
    _sum: { inputBytes: true, outputBytes: true },
  });
  const needed = (_sum.inputBytes ?? 0) + (_sum.outputBytes ?? 0);
  if (needed < (await readUsableBytes())) return;
  throw new AppError("storage_full", { detail: `The export needs ${formatBytes(needed)}.` });
}

function finish(
  { db, clock, mail }: AccountDataDeps,
  claimed: Claimed,
  file: { storageKey: string; bytes: number },
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + exportKeptDays * dayMs);
    const data = { ...file, state: "ready" as const, finishedAt: now, expiresAt, leaseUntil: null, failure: null };
    const { count } = await tx.dataExport.updateMany({ where: held(claimed), data });
    if (count === 0) return false;
    const { email, mutedMails } = await tx.user.findUniqueOrThrow({ where: { id: claimed.userId } });
    const content = exportReadyMail({ origin: mail.origin, bytes: file.bytes, expiresAt });
    await queueMail(tx, mail, { userId: claimed.userId, email, mutedMails }, content);
    return true;
  });
}

const fullDisk = "The studio's disk has no room for the export. The person who runs the studio can make some.";
const failedOften = "Something went wrong in the studio, three times. Try again later.";

/** Lets another worker try, or ends the export with words for its owner. Throws what the queue is to try again. */
async function giveBack(deps: AccountDataDeps, claimed: Claimed, error: unknown, isStopping: boolean): Promise<void> {
  const { db, clock, log } = deps;
  const fault = explainFault(error);
  const isFull = fault instanceof AppError && fault.code === "storage_full";
  const isLast = isFull || (claimed.tries >= maxExportTries && !isStopping);
  const failed = { state: "failed", failure: isFull ? fullDisk : failedOften, finishedAt: clock.now() } as const;
  const waiting = { state: "waiting", tries: isStopping ? { decrement: 1 } : undefined } as const;
  await db.dataExport.updateMany({
    where: held(claimed),
    data: { ...(isLast ? failed : waiting), leaseUntil: null },
  });
  log.error({ err: error, exportId: claimed.id }, "an export of an account failed");
  if (!isLast) throw error;
}
