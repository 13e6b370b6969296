import "server-only";
import { access, constants } from "node:fs/promises";
import type { ColorizeProvider } from "../../colorize/providers/colorize-provider";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { readUsableBytes } from "../../storage/disk-space";
import type { Storage } from "../../storage/storage";
import type { OperatorDeps } from "../operator-deps";
import { readBackupFacts } from "./read-backup-facts";
import { listProcesses, readModelFacts } from "./read-processes";
import type { StudioFacts } from "./studio-facts";

type Deps = OperatorDeps & { provider: ColorizeProvider; storage: Storage };
const dayMs = 86_400_000;

/** What the overview judges the studio by. Asks the database, the disk, the engine and the storage, not Stripe or a mail server. */
export async function readStudioFacts({ db, settings, clock, provider, storage }: Deps): Promise<StudioFacts> {
  const now = clock.now();
  const since = new Date(now.getTime() - dayMs);
  const isEmbedded = settings.DATABASE_URL === undefined;
  const [
    instances,
    engineFault,
    queue,
    jobs,
    database,
    usableBytes,
    storageFault,
    mail,
    stripe,
    ledger,
    webhooks,
    models,
    backup,
  ] = await Promise.all([
    listProcesses(db),
    faultOf(provider.checkHealth()),
    readQueue(db, now),
    countEnded(db, since),
    measureDatabase(db),
    readUsableBytes(settings),
    faultOf(checkFiles(storage, settings)),
    readMail(db, new Date(now.getTime() - 7 * dayMs)),
    readStripe(db),
    readLedger(db),
    countWebhooks(db),
    readModelFacts({ settings, provider }),
    readBackupFacts(db, settings.DATA_DIR),
  ]);
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, S3_BUCKET, SMTP_URL } = settings;
  return {
    instances,
    engineFault,
    queue,
    jobs,
    database: { ...database, isEmbedded },
    usableBytes,
    storage: { isBucket: S3_BUCKET !== undefined, fault: storageFault },
    mail: { isSent: SMTP_URL !== undefined, ...mail },
    stripe: {
      isOn: Boolean(key && secret),
      isHalf: Boolean(key) !== Boolean(secret),
      isTest: key?.includes("_test_") ?? false,
      ...stripe,
    },
    ledger,
    webhooks,
    models,
    backup,
    now,
  };
}

/** The disk says nothing of itself before it is written to, so whether it may be is asked. */
async function checkFiles(storage: Storage, { S3_BUCKET, DATA_DIR }: OperatorDeps["settings"]): Promise<void> {
  if (S3_BUCKET !== undefined) return storage.checkHealth();
  await access(DATA_DIR, constants.R_OK | constants.W_OK);
}

const faultOf = (check: Promise<unknown>): Promise<string | null> =>
  check.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.message : "it does not answer; the log says why."),
  );

async function readQueue(db: Db, now: Date) {
  const [waiting, running, oldest] = await Promise.all([
    db.job.count({ where: { status: "queued" } }),
    db.job.count({ where: { status: "running" } }),
    db.job.findFirst({ where: { status: "queued" }, orderBy: { createdAt: "asc" }, select: { createdAt: true } }),
  ]);
  const oldestSeconds = oldest ? Math.max(0, (now.getTime() - oldest.createdAt.getTime()) / 1000) : 0;
  return { waiting, running, oldestSeconds };
}

async function countEnded(db: Db, since: Date) {
  const where = { finishedAt: { gte: since } };
  const [succeeded, failed] = await Promise.all([
    db.job.count({ where: { ...where, status: "succeeded" } }),
    db.job.count({ where: { ...where, status: "failed" } }),
  ]);
  return { succeeded, failed };
}

async function measureDatabase(db: Db) {
  const begun = performance.now();
  await db.$queryRaw`SELECT 1`;
  const roundTripMs = performance.now() - begun;
  const [row] = await db.$queryRaw<{ bytes: bigint }[]>`SELECT pg_database_size(current_database()) AS bytes`;
  return { bytes: Number(row?.bytes ?? 0), roundTripMs };
}

async function readMail(db: Db, since: Date) {
  const [waiting, failed, unread] = await Promise.all([
    db.mail.count({ where: { sentAt: null, failedAt: null } }),
    db.mail.count({ where: { failedAt: { gte: since } } }),
    db.mail.count({ where: { sentAt: null, readAt: null } }),
  ]);
  return { waiting, failed, unread };
}

async function readStripe(db: Db) {
  const [pending, failed, last] = await Promise.all([
    db.stripeEvent.count({ where: { appliedAt: null, failure: null } }),
    db.stripeEvent.count({ where: { appliedAt: null, failure: { not: null } } }),
    db.stripeEvent.findFirst({ orderBy: { receivedAt: "desc" }, select: { receivedAt: true } }),
  ]);
  return { pending, failed, lastEventAt: last?.receivedAt ?? null };
}

/** Of the last time that an operator had it checked: reading all of it takes too long for a page. */
async function readLedger(db: Db): Promise<StudioFacts["ledger"]> {
  const entry = await db.auditEntry.findFirst({ where: { action: "ledger_checked" }, orderBy: { at: "desc" } });
  if (!entry || typeof entry.details !== "object" || entry.details === null || Array.isArray(entry.details))
    return null;
  const { violations } = entry.details;
  return { violations: typeof violations === "number" ? violations : 0, at: entry.at };
}

async function countWebhooks(db: Db) {
  const [failing, off] = await Promise.all([
    db.webhookEndpoint.count({ where: { disabledAt: null, failingSince: { not: null } } }),
    db.webhookEndpoint.count({ where: { disabledReason: { in: ["failing", "gone"] } } }),
  ]);
  return { failing, off };
}
