import "server-only";
import type { Db } from "../../db/client";
import { writeCsvLine } from "../../format/write-csv";
import { type AttemptRow, type ListQuery, listAttemptRows } from "./list-rows";

const pageRows = 500;
type Column = [name: string, cell: (row: AttemptRow) => string | number];

const columns: Column[] = [
  ["time", ({ job, refused }) => (job ?? refused).createdAt.toISOString()],
  ["name", ({ job, refused }) => (job ?? refused).inputName ?? ""],
  ["status", ({ job }) => job?.status ?? "refused"],
  ["source", ({ job, refused }) => (job ?? refused).source],
  ["key_name", ({ job, refused }) => (job ?? refused).apiKey?.name ?? ""],
  ["mode", ({ job, refused }) => ((job ?? refused).isTest ? "test" : "live")],
  ["model", ({ job }) => job?.model ?? ""],
  ["clean_scratches", ({ job }) => (job ? String(job.cleanScratches) : "")],
  ["face_remaster", ({ job }) => (job ? String(job.faceRemaster) : "")],
  ["width", ({ job }) => job?.width ?? ""],
  ["height", ({ job }) => job?.height ?? ""],
  ["price", ({ job }) => job?.priceCredits ?? 0],
  ["charged", ({ job }) => job?.chargedCredits ?? 0],
  ["finished", ({ job }) => job?.finishedAt?.toISOString() ?? ""],
  ["error", ({ job, refused }) => (job ?? refused).errorCode ?? ""],
  ["reason", ({ job, refused }) => (job ?? refused).errorDetail ?? ""],
  ["id", ({ job, refused }) => (job ?? refused).id],
];

/**
 * Every attempt that the filter lists as CSV (RFC 4180), in chunks. Times are RFC 3339 in UTC; prices are whole credits. What is
 * added or removed meanwhile may be in it or not; nothing is in it twice.
 */
export async function* writeAttemptsCsv(db: Db, query: Omit<ListQuery, "cursor" | "limit">): AsyncGenerator<string> {
  yield writeCsvLine(columns.map(([name]) => name));
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await listAttemptRows(db, { ...query, limit: pageRows, cursor });
    if (rows.length) yield rows.map((row) => writeCsvLine(columns.map(([, cell]) => cell(row)))).join("");
    cursor = nextCursor ?? undefined;
  } while (cursor);
}
