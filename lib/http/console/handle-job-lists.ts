import "server-only";
import { Readable } from "node:stream";
import type { z } from "zod";
import type { JobList } from "../../contract/console-jobs";
import type {
  Attempt,
  attemptListSchema,
  findJobsSchema,
  jobsCsvSchema,
  photoListSchema,
  searchJobsSchema,
} from "../../contract/job-search";
import { problems } from "../../contract/problems";
import { errorCodes } from "../../errors/error-codes";
import { type AttemptRow, listAttemptRows, listJobRows, listPhotoRows } from "../../jobs/list/list-rows";
import { writeAttemptsCsv } from "../../jobs/list/write-attempts-csv";
import type { RefusedRow } from "../../jobs/refused-attempts";
import { toJobAnswer } from "../jobs/job-answers";
import type { CallerContext, QueryOf } from "../route/endpoint";
import { csvHeaders, streamResponse } from "../route/file-response";
import { requestOrigin } from "../studio/request-origin";

type SearchContext = CallerContext & QueryOf<typeof searchJobsSchema>;

/** The account's jobs, from the API and the workbench. */
export async function handleSearchJobs(context: CallerContext & QueryOf<typeof findJobsSchema>): Promise<Response> {
  const { refs, sha256, ...query } = context.query;
  const filter = { ...toListQuery({ ...context, query }), clientRefs: refs, inputSha256s: sha256 };
  const { rows, nextCursor } = await listJobRows(context.studio.db, filter);
  const page: JobList = { jobs: rows.map(answererOf(context)), nextCursor };
  return Response.json(page);
}

/** The account's photos, each once however many jobs it had. */
export async function handleListPhotos(context: SearchContext): Promise<Response> {
  const { rows, nextCursor } = await listPhotoRows(context.studio.db, toListQuery(context));
  const answer = answererOf(context);
  const photos = rows.map(({ job, versions }) => ({ job: answer(job), versions }));
  const page: z.infer<typeof photoListSchema> = { photos, nextCursor };
  return Response.json(page);
}

/** Every attempt at a photo, those refused before there was a job among them. */
export async function handleListAttempts(context: SearchContext): Promise<Response> {
  const { rows, nextCursor } = await listAttemptRows(context.studio.db, toListQuery(context));
  const answer = answererOf(context);
  const attempts = rows.map(
    ({ job, refused }: AttemptRow): Attempt =>
      job ? { kind: "job", job: answer(job) } : { kind: "refused", refused: toRefusedAnswer(refused) },
  );
  const page: z.infer<typeof attemptListSchema> = { attempts, nextCursor };
  return Response.json(page);
}

/** The same as a file for a spreadsheet, to the list's end. It is sent while it is read: it may be long. */
export async function handleAttemptsCsv(context: CallerContext & QueryOf<typeof jobsCsvSchema>): Promise<Response> {
  const lines = writeAttemptsCsv(context.studio.db, toListQuery(context));
  const { signal } = context.request;
  return streamResponse(Readable.from(lines, { objectMode: false }), {
    headers: csvHeaders("pixomax-jobs.csv"),
    signal,
  });
}

function toListQuery<Query extends z.infer<typeof jobsCsvSchema>>({
  caller,
  query,
}: CallerContext & { query: Query }): Omit<Query, "created_after" | "created_before"> & ReturnType<typeof daysOf> {
  const { created_after, created_before, ...rest } = query;
  return { ...rest, ...daysOf(caller.userId, query) };
}

const daysOf = (userId: string, { created_after, created_before }: z.infer<typeof jobsCsvSchema>) => ({
  userId,
  createdAfter: created_after,
  createdBefore: created_before,
});

function answererOf({ request, studio }: CallerContext) {
  const surroundings = { origin: requestOrigin(request.headers), storage: studio.storage, now: studio.clock.now() };
  return (row: Parameters<typeof toJobAnswer>[0]) => toJobAnswer(row, surroundings);
}

/** A row may hold a code of an earlier version that is no longer on the list. */
function toRefusedAnswer(row: RefusedRow) {
  const code = errorCodes.find((known) => known === row.errorCode) ?? "internal_error";
  const { title, fix } = problems[code];
  return {
    attemptId: row.id,
    mode: row.isTest ? ("test" as const) : ("live" as const),
    source: row.source,
    keyName: row.apiKey?.name ?? null,
    name: row.inputName,
    createdAt: row.createdAt.toISOString(),
    error: { code, title, detail: row.errorDetail, fix },
  };
}
