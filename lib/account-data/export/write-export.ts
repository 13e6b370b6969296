import "server-only";
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { createNamer } from "../../archives/name-pictures";
import { writeAuditCsv } from "../../audit/write-audit-csv";
import { photoFormatFacts } from "../../contract/photos/photo-formats";
import { isEnded } from "../../jobs/end-job";
import { originalKey } from "../../jobs/job-files";
import { writeAttemptsCsv } from "../../jobs/list/write-attempts-csv";
import { createReceipt } from "../../receipts/create-receipt";
import type { AccountDataDeps } from "../account-data-deps";
import { describeAccount, describePurchases } from "./describe-account";
import { type ExportedJob, type JobFiles, readJobs, writeJobsJson } from "./describe-jobs";
import { writeReadme } from "./readme";

type Add = (name: string, mtime: Date, content: Readable) => Promise<void>;

/**
 * Writes everything the account has into the ZIP `file`, one photo open at a time and none in memory. Returns its size in bytes.
 * Files are stored, not deflated: photos are compressed already.
 */
export async function writeExport(
  deps: AccountDataDeps,
  { userId, file, signal }: { userId: string; file: string; signal: AbortSignal },
): Promise<number> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  const written = pipeline(zip.outputStream, createWriteStream(file, { mode: 0o600 }), { signal });
  const ended = Promise.race([written, failed]);
  ended.catch(() => {}); // told below
  const add: Add = async (name, mtime, content) => {
    zip.addReadStream(content, name, { compress: false, mtime });
    try {
      await Promise.race([finished(content), ended]);
    } finally {
      content.destroy();
    }
    signal.throwIfAborted();
  };
  await addEverything(deps, userId, add);
  zip.end();
  await ended;
  return (await stat(file)).size;
}

async function addEverything(deps: AccountDataDeps, userId: string, add: Add): Promise<void> {
  const { db, mail } = deps;
  const now = deps.clock.now();
  const addText = (name: string, text: AsyncIterable<string> | string) =>
    add(name, now, Readable.from(typeof text === "string" ? [text] : text, { objectMode: false }));
  const { files, ...counts } = await addPictures(deps, userId, add);
  const filesOf = (jobId: string): JobFiles => files.get(jobId) ?? { photo: null, result: null };
  await addText("jobs.json", writeJobsJson(db, userId, filesOf));
  await addText("jobs.csv", writeAttemptsCsv(db, { userId, sort: "newest" }));
  await addText("ledger.csv", deps.writeLedgerCsv(userId));
  await addText("purchases.json", toJson(await describePurchases(db, userId)));
  await addText("activity.csv", writeAuditCsv(db, { userId }));
  await addReceipts(deps, userId, add);
  await addText("account.json", toJson(await describeAccount(db, userId)));
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  await addText("README.txt", writeReadme({ email, origin: mail.origin, madeAt: now, ...counts }));
}

const toJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** Photos, each file once, and results. What expires meanwhile is left out. */
async function addPictures(deps: AccountDataDeps, userId: string, add: Add) {
  const { db, storage } = deps;
  const [namePhoto, nameResult] = [createNamer(""), createNamer("-color")];
  const photos = new Map<string, string>();
  const files = new Map<string, JobFiles>();
  let [results, gone] = [0, 0];
  const addStored = async (key: string, name: () => string, mtime: Date): Promise<string | null> => {
    const opened = await storage.open(key);
    if (!opened) return null;
    const entry = name();
    await add(entry, mtime, opened.stream);
    return entry;
  };
  const addPhoto = async ({ id, inputSha256, inputFormat, inputName, createdAt }: ExportedJob) => {
    const content = `${inputFormat} ${inputSha256}`;
    const known = photos.get(content);
    if (known) return known;
    const extension = `.${photoFormatFacts[inputFormat].extension}`;
    const name = () => `photos/${namePhoto({ original: inputName, extension })}`;
    const added = await addStored(originalKey(id, inputFormat), name, createdAt);
    if (added) photos.set(content, added);
    return added;
  };
  for await (const jobs of readJobs(db, userId)) {
    for (const job of jobs) {
      if (job.filesDeletedAt) gone += 1;
      if (job.filesDeletedAt || !isEnded(job.status)) continue;
      const photo = await addPhoto(job);
      const { outputKey } = job;
      const named = { original: job.inputName, extension: path.extname(outputKey ?? "") };
      const name = () => `results/${nameResult(named)}`;
      const result = outputKey ? await addStored(outputKey, name, job.finishedAt ?? job.createdAt) : null;
      if (result) results += 1;
      files.set(job.id, { photo, result });
    }
  }
  return { files, photos: photos.size, results, gone };
}

async function addReceipts({ db, mail, receiptSecret }: AccountDataDeps, userId: string, add: Add): Promise<void> {
  const issuer = { origin: mail.origin, secret: receiptSecret };
  for await (const jobs of readJobs(db, userId)) {
    for (const job of jobs) {
      if (!isEnded(job.status) || !job.finishedAt) continue;
      const receipt = await createReceipt(db, job, issuer);
      await add(`receipts/${job.id}.json`, job.finishedAt, Readable.from([toJson(receipt)]));
    }
  }
}
