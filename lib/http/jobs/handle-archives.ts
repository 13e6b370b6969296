import "server-only";
import { createArchiveLink, findArchiveLink } from "../../archives/archive-links";
import { type FindPicture, findStoredPicture } from "../../archives/find-picture";
import { type ArchivePlan, planArchive } from "../../archives/plan-archive";
import { streamArchive } from "../../archives/stream-archive";
import { openAdjusted } from "../../colorize/adjust/open-adjusted";
import type { ArchiveLink, archiveRequestSchema } from "../../contract/v1/archives";
import { AppError } from "../../errors/app-error";
import { formatCount } from "../../format/format-numbers";
import { toRecipe } from "../../jobs/read-job-row";
import { holderOf } from "../auth/callers";
import type { BodyOf, CallerContext, IdParams } from "../route/endpoint";
import { bodyBytesHeader, streamResponse } from "../route/file-response";
import { requestOrigin } from "../studio/request-origin";
import { cutIdleReader } from "./cut-idle-reader";

type ArchiveContext = CallerContext & BodyOf<typeof archiveRequestSchema>;

/** The pictures of the jobs as one ZIP, sent while it is read. @throws {AppError} not_found, archive_empty, over_capacity */
export const handleArchive = (context: ArchiveContext): Promise<Response> => sendArchive(context, context.body.jobIds);

/** Checks the jobs and gives the address of their ZIP, for a browser to download by itself. @throws {AppError} not_found, archive_empty */
export async function handleCreateArchiveLink(context: ArchiveContext): Promise<Response> {
  const { db, clock } = context.studio;
  const { jobIds } = context.body;
  const { pictures, leftOut } = await plan(context, jobIds);
  const { userId } = context.caller;
  const { id, expiresAt } = await createArchiveLink(db, { userId, jobIds, now: clock.now() });
  const answer: ArchiveLink = {
    archiveUrl: `/api/console/archives/${id}`,
    expiresAt: expiresAt.toISOString(),
    pictures: pictures.length,
    leftOut: leftOut.length,
  };
  return Response.json(answer, { status: 201 });
}

/** The ZIP of a link. @throws {AppError} not_found, archive_empty, over_capacity */
export async function handleArchiveLink(context: CallerContext & IdParams): Promise<Response> {
  const { db, clock } = context.studio;
  const who = { userId: context.caller.userId, id: context.params.id, now: clock.now() };
  return sendArchive(context, (await findArchiveLink(db, who)).jobIds);
}

function plan(context: CallerContext, jobIds: readonly string[]): Promise<ArchivePlan> {
  const { db, clock } = context.studio;
  const { userId, mode } = context.caller;
  const request = { userId, jobIds, onlyTest: mode === "test", now: clock.now() };
  return planArchive(db, request, findPictureOf(context));
}

/** The stored output, or, of a job whose colors were adjusted, the adjusted one, made when its turn in the ZIP has come. */
function findPictureOf({ studio, caller, request }: CallerContext): FindPicture {
  const { storage, adjuster, settings } = studio;
  const findStored = findStoredPicture(storage);
  const deps = { storage, adjuster, dataDir: settings.DATA_DIR };
  const holder = holderOf(caller, request.headers);
  return async (job) => {
    const stored = await findStored(job);
    if (!stored || toRecipe(job) === null) return stored;
    const wanted = { row: job, format: job.outputFormat, holder, signal: request.signal };
    return { ...stored, bytes: null, sha256: null, open: async () => (await openAdjusted(deps, wanted)).stream };
  };
}

async function sendArchive(context: CallerContext, jobIds: readonly string[]): Promise<Response> {
  const { request, studio, caller, log } = context;
  const planned = await plan(context, jobIds);
  const giveBack = takePlace(context);
  const base = caller.source === "api" ? "/api/v1/jobs" : "/api/console/jobs";
  const receiptUrl = (id: string) => new URL(`${base}/${id}/receipt`, requestOrigin(request.headers)).href;
  const archive = streamArchive(planned, receiptUrl);
  const stream = cutIdleReader(archive.stream);
  stream.once("error", (error) => log.error({ err: error }, "an archive broke off"));
  // The place is free again when the ZIP is sent, when its reader left, and when a reader takes next to nothing.
  stream.once("close", giveBack);
  const day = studio.clock.now().toISOString().slice(0, 10);
  const headers = new Headers({
    "Content-Type": "application/zip",
    "Content-Disposition": `attachment; filename="pixomax-photos-${day}.zip"`,
  });
  if (archive.bytes !== null) headers.set(bodyBytesHeader, String(archive.bytes));
  return streamResponse(stream, { headers, signal: request.signal });
}

/** @throws {AppError} over_capacity */
function takePlace({ studio, caller, request }: CallerContext): () => void {
  const holder = holderOf(caller, request.headers);
  const giveBack = studio.archives.take(holder);
  if (giveBack) return giveBack;
  const { isOwnShare, held, retryAfterSeconds } = studio.archives.refusal(holder);
  const whose = isOwnShare ? "This account, or its network, is downloading" : "This studio is sending";
  const detail = `${whose} ${formatCount(held, "archive")} already. Try again in ${formatCount(retryAfterSeconds, "second")}.`;
  throw new AppError("over_capacity", { detail, retryAfterSeconds });
}
