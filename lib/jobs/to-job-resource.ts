import "server-only";
import { problems } from "../contract/problems";
import type { JobResource } from "../contract/v1/jobs";
import { type ErrorCode, errorCodes } from "../errors/error-codes";
import type { Storage } from "../storage/storage";
import type { JobRow } from "./find-jobs";
import { filesUntil } from "./job-files";
import { toIdleAddOns, toOrder, toPaintedBy, toPhotoFacts, toPhotoNotes, toRecipe } from "./read-job-row";

export type Surroundings = {
  /** What the links start with: the address the world knows this studio by. */
  origin: string;
  storage: Pick<Storage, "signLink">;
  now: Date;
};

/** A job row as the public API shows it, with a freshly signed link to its output. */
export function toJobResource(row: JobRow, { origin, storage, now }: Surroundings): JobResource {
  const at = (path: string) => new URL(path, origin).href;
  const until = filesUntil(row, now);
  const paintedBy = toPaintedBy(row);
  const hasOutput = row.outputKey !== null && row.status === "succeeded" && until > now;
  return {
    jobId: row.id,
    status: row.status,
    mode: row.isTest ? "test" : "live",
    source: row.source,
    keyName: row.apiKey?.name ?? null,
    order: toOrder(row),
    priceCredits: row.priceCredits,
    creditsCharged: row.chargedCredits,
    idleAddOns: toIdleAddOns(row),
    stage: row.stage,
    percent: row.percent,
    width: row.width,
    height: row.height,
    model: row.modelTag,
    ...(paintedBy ? { paintedBy } : {}),
    facts: toPhotoFacts(row),
    photo: { pages: row.pages, notes: toPhotoNotes(row) },
    recipe: toRecipe(row),
    provider: row.provider,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: until.toISOString(),
    outputUrl: hasOutput && row.outputKey ? at(storage.signLink(row.outputKey, until)) : null,
    error: row.status === "failed" ? describeFailure(row) : null,
    statusUrl: at(`/api/v1/jobs/${row.id}`),
    cancelUrl: at(`/api/v1/jobs/${row.id}/cancel`),
    receiptUrl: at(`/api/v1/jobs/${row.id}/receipt`),
  };
}

/** A row may hold a code of an earlier version that is no longer on the list. */
function describeFailure({ errorCode, errorDetail }: JobRow): JobResource["error"] {
  const code: ErrorCode = errorCodes.find((known) => known === errorCode) ?? "internal_error";
  const { title, fix } = problems[code];
  return { code, title, detail: errorDetail ?? title, fix };
}
