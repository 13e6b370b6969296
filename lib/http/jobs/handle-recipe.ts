import "server-only";
import { openAdjusted } from "../../colorize/adjust/open-adjusted";
import { outputFormatFiles } from "../../colorize/output/containers/output-format-files";
import { headers as names } from "../../contract/headers";
import type { OutputFormat } from "../../contract/order";
import { isNeutral, type recipeSchema } from "../../contract/photos/recipe";
import type { pictureRequestSchema } from "../../contract/v1/jobs";
import { AppError } from "../../errors/app-error";
import { storageFull } from "../../errors/explain-fault";
import { formatCount } from "../../format/format-numbers";
import type { Job } from "../../generated/prisma/client";
import { saveRecipe } from "../../jobs/change-job";
import { isEnded } from "../../jobs/end-job";
import type { JobRow } from "../../jobs/find-jobs";
import { filesUntil } from "../../jobs/job-files";
import type { Holder } from "../../rate-limit/slots";
import { readUsableBytes } from "../../storage/disk-space";
import { holderOf } from "../auth/callers";
import type { BodyOf, CallerContext, IdParams, QueryOf, RequestContext } from "../route/endpoint";
import { bodyBytesHeader, streamResponse } from "../route/file-response";
import { writeDisposition } from "../route/stored-file-response";
import { cutIdleReader } from "./cut-idle-reader";
import { findCallersJob, noSuchJob } from "./handle-jobs";
import { nameOutput, showJob } from "./job-answers";

/**
 * Keeps how the job's colors are adjusted, or with null or a recipe that changes nothing that they are not. Answers the job.
 * Free, and the stored output, its link and its receipt stay as they are.
 * @throws {AppError} not_found, job_not_finished, job_has_no_output, job_deleted
 */
export async function handleSetRecipe(
  context: CallerContext & IdParams & BodyOf<ReturnType<typeof recipeSchema.nullable>>,
): Promise<Response> {
  const { studio, body, headers } = context;
  const row = await findJobWithOutput(context);
  const recipe = body === null || isNeutral(body) ? null : body;
  // False for one that another request has just deleted.
  if (!(await saveRecipe(studio.db, row.id, recipe))) throw noSuchJob();
  headers.set(names.jobId, row.id);
  return Response.json(showJob(context, { ...row, recipe }));
}

/**
 * The output with the job's recipe, in any format, to be saved under the photo's name.
 * @throws {AppError} not_found, job_not_finished, job_has_no_output, job_deleted, invalid_option, over_capacity, storage_full,
 *   upstream_error, upstream_timeout
 */
export async function handlePicture(
  context: CallerContext & IdParams & QueryOf<typeof pictureRequestSchema>,
): Promise<Response> {
  const { request, caller, headers } = context;
  const row = await findJobWithOutput(context);
  headers.set(names.jobId, row.id);
  const format = context.query.format ?? row.outputFormat;
  checkSides(row, format);
  const name = nameOutput(row, outputFormatFiles[format].extension);
  const wanted = context.query.recipe === "none" ? { ...row, recipe: null } : row;
  return sendPicture(context, { row: wanted, format, name, holder: holderOf(caller, request.headers) });
}

type Picture = { row: Job; format: OutputFormat; holder: Holder /** To save it under. */; name: string };

/**
 * The output with the job's recipe, to be saved. Checks nothing: the handler knows who may have it.
 * @throws {AppError} job_deleted, over_capacity, storage_full, upstream_error, upstream_timeout
 */
export async function sendPicture(
  { studio, request }: Pick<RequestContext, "studio" | "request">,
  { row, format, holder, name }: Picture,
): Promise<Response> {
  const giveSlotBack = studio.adjustments.take(holder);
  if (!giveSlotBack) throw busy(studio.adjustments.refusal(holder));
  try {
    if ((await readUsableBytes(studio.settings)) <= 0) throw storageFull();
    const { storage, adjuster, settings } = studio;
    const deps = { storage, adjuster, dataDir: settings.DATA_DIR };
    const picture = await openAdjusted(deps, { row, format, holder, signal: request.signal });
    // Until then its file is there, so a reader keeps its place, but for one who takes next to nothing.
    const stream = cutIdleReader(picture.stream);
    stream.once("close", giveSlotBack);
    return streamResponse(stream, {
      signal: request.signal,
      headers: {
        "Content-Type": picture.contentType,
        "Content-Disposition": writeDisposition(name, true),
        [bodyBytesHeader]: String(picture.bytes),
      },
    });
  } catch (error) {
    giveSlotBack();
    throw error;
  }
}

async function findJobWithOutput(context: CallerContext & IdParams): Promise<JobRow> {
  const row = await findCallersJob(context);
  const { id, status } = row;
  const now = context.studio.clock.now();
  if (!isEnded(status)) {
    throw new AppError("job_not_finished", {
      detail: `The job is ${status}; its picture is there once it has succeeded.`,
    });
  }
  if (status !== "succeeded") throw new AppError("job_has_no_output", { detail: `The job has ${status}.` });
  if (row.outputKey === null || filesUntil(row, now) <= now) {
    throw new AppError("job_deleted", { detail: `The files of job ${id} have been deleted.` });
  }
  return row;
}

function checkSides({ width, height }: JobRow, format: OutputFormat): void {
  const { maxSide, maxPixels } = outputFormatFiles[format];
  if (Math.max(width, height) > maxSide) throw refuse(`at most ${maxSide} per side`);
  if (width * height > maxPixels) throw refuse(`at most ${maxPixels / 1e6} megapixels`);

  function refuse(limit: string): AppError {
    const detail = `The picture has ${width} × ${height} pixels, but \`${format}\` allows ${limit}. Use \`png\`.`;
    return new AppError("invalid_option", { detail, param: "format" });
  }
}

function busy({
  isOwnShare,
  held,
  retryAfterSeconds,
}: {
  isOwnShare: boolean;
  held: number;
  retryAfterSeconds: number;
}) {
  const whose = isOwnShare ? "Pictures of this account" : "Pictures";
  const detail = `${whose} that are being made and sent already: ${held}. Try again in ${formatCount(retryAfterSeconds, "second")}.`;
  return new AppError("over_capacity", { detail, retryAfterSeconds });
}
