import "server-only";
import { z } from "zod";
import type { JobRow, JobView, Page } from "../../../contract/admin/operator-views";
import { daySchema } from "../../../contract/requests";
import { formatBytes } from "../../../format/format-files";
import { formatCredits } from "../../../format/format-numbers";
import { type JobFacts, listAllJobs } from "../../../operator/jobs/list-all-jobs";
import { showJob } from "../../../operator/jobs/show-job";
import { studio } from "../../studio/studio";
import { accountSchema, cursorSchema, idOf } from "../page-addresses";
import { toJobRow, toMovementRow } from "../to-rows";

const pageSize = 50;
const dayMs = 86_400_000;

/** The filters as the page's address has them; what is no value of one is left out. */
export const jobFilterSchema = z.object({
  account: accountSchema,
  status: z.enum(["queued", "running", "succeeded", "failed", "canceled"]).optional().catch(undefined),
  source: z.enum(["api", "workbench"]).optional().catch(undefined),
  model: z.enum(["large", "tiny"]).optional().catch(undefined),
  error: z.string().trim().max(60).optional().catch(undefined),
  from: daySchema.optional().catch(undefined),
  to: daySchema.optional().catch(undefined),
  cursor: cursorSchema,
});
type Filter = z.output<typeof jobFilterSchema>;

/** An address that no account has finds nothing. */
export async function readJobs({ account, error, from, to, ...filter }: Filter): Promise<Page<JobRow>> {
  const { db } = studio();
  const { rows, nextCursor } = await listAllJobs(db, {
    ...filter,
    userId: await idOf(account),
    errorCode: error || undefined,
    since: from ? new Date(from) : undefined,
    before: to ? new Date(Date.parse(to) + dayMs) : undefined,
    limit: pageSize,
  });
  return { rows: rows.map(toJobRow), nextCursor };
}

/** @throws {AppError} not_found */
export async function readJob(id: string): Promise<JobView> {
  const { job, movements, isShared } = await showJob(studio(), id);
  return {
    ...toJobRow(job),
    facts: describeJob(job),
    times: listTimes(job),
    errorDetail: job.errorDetail,
    movements: movements.map(toMovementRow),
    isShared,
  };
}

function describeJob(job: JobFacts): JobView["facts"] {
  const facts: [string, string | null][] = [
    ["Photo", `${job.inputFormat}, ${job.width} × ${job.height}, ${formatBytes(job.inputBytes)}`],
    ["Output", job.outputBytes === null ? null : `${job.outputFormat}, ${formatBytes(job.outputBytes)}`],
    ["Price", formatCredits(job.priceCredits)],
    ["Charged", formatCredits(job.chargedCredits)],
    ["API key", job.apiKey && `${job.apiKey.name} (${job.apiKey.id})`],
    ["Model that ran", job.modelTag],
    ["Provider", job.provider],
    ["Request", job.requestId],
    ["Process", job.runnerId],
    ["Tries", job.tries > 0 ? String(job.tries) : null],
    ["Progress", job.status === "running" ? `${job.stage ?? "starting"}, ${job.percent} %` : null],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function listTimes(job: JobFacts): JobView["times"] {
  const times: [string, Date | null][] = [
    ["Accepted", job.createdAt],
    ["Queued", job.queuedAt],
    ["Begun", job.startedAt],
    ["Cancellation requested", job.cancelRequestedAt],
    ["Ended", job.finishedAt],
    ["Kept by its owner", job.keptAt],
    ["Files deleted", job.filesDeletedAt],
    ["Deleted by its owner", job.removedAt],
  ];
  return times.flatMap(([label, at]) => (at ? [{ label, at: at.toISOString() }] : []));
}
