import "server-only";
import path from "node:path";
import type { JobAnswer } from "../../contract/answers";
import type { JobRow } from "../../jobs/find-jobs";
import { toIdleAddOns, toPhotoFacts } from "../../jobs/read-job-row";
import type { Storage } from "../../storage/storage";

/** A job row as its owner sees it, with freshly signed links. */
export function toJobAnswer(row: JobRow, storage: Storage): JobAnswer {
  const original = row.inputName ?? "photo";
  const outputName = `${path.parse(original).name}-color${path.extname(row.outputKey ?? "")}`;
  const link = (key: string | null, name: string) =>
    key ? `${storage.signLink(key, row.expiresAt)}&n=${encodeURIComponent(name)}` : null;
  return {
    id: row.id,
    source: row.source,
    keyName: row.apiKey?.name ?? null,
    mode: row.isTest ? "test" : "live",
    status: row.status,
    stage: row.stage as JobAnswer["stage"],
    percent: row.percent,
    clientRef: row.clientRef,
    name: row.inputName,
    model: row.model as JobAnswer["model"],
    cleanScratches: row.cleanScratches,
    faceRemaster: row.faceRemaster,
    priceCredits: row.priceCredits,
    chargedCredits: row.chargedCredits,
    idleAddOns: toIdleAddOns(row),
    width: row.width,
    height: row.height,
    modelTag: row.modelTag,
    facts: toPhotoFacts(row),
    provider: row.provider,
    errorCode: row.errorCode,
    errorDetail: row.errorDetail,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    processingMs: row.finishedAt && row.startedAt ? row.finishedAt.getTime() - row.startedAt.getTime() : null,
    expiresAt: row.expiresAt.toISOString(),
    inputUrl: link(row.inputKey, original),
    outputUrl: link(row.outputKey, outputName),
    thumbUrl: link(row.thumbKey, "thumb.webp"),
  };
}
