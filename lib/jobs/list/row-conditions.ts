import "server-only";
import type { AttemptState, SearchJobsRequest } from "../../contract/job-search";
import { type Sql, sql } from "../../db/client";
import { toNamePattern } from "../name-key";

/** What the rows of a list have in common. */
export type RowFilter = Pick<SearchJobsRequest, "search" | "source" | "status" | "model"> & {
  userId: string;
  /** Inclusive. */
  createdAfter?: Date;
  /** Exclusive. */
  createdBefore?: Date;
  clientRefs?: string[];
  inputSha256s?: string[];
};

/** The condition on a row of `jobs` that the query knows as `row`. */
export function isListedJob(filter: RowFilter, row: Sql): Sql {
  const { status, model, clientRefs, inputSha256s } = filter;
  return every([
    ...common(filter, row),
    sql`${row}."removedAt" IS NULL`,
    status && sql`${row}.status = ${status}::"JobStatus"`,
    model && sql`${row}.model = ${model}::"JobModel"`,
    clientRefs && sql`${row}."clientRef" = ANY(${clientRefs})`,
    inputSha256s && sql`${row}."inputSha256" = ANY(${inputSha256s})`,
  ]);
}

/** The condition on a row of `refused_attempts`. */
export const isListedRefusal = (filter: RowFilter, row: Sql): Sql => every(common(filter, row));

/** Which tables can hold rows of the list. A refused attempt has no model: its form may not have been read that far. */
export function tablesFor({ status, model }: { status?: AttemptState; model?: string }) {
  return { jobs: status !== "refused", refusals: (!status || status === "refused") && !model };
}

function common({ userId, search, source, createdAfter, createdBefore }: RowFilter, row: Sql): (Sql | undefined)[] {
  const pattern = search === undefined ? null : toNamePattern(search);
  return [
    sql`${row}."userId" = ${userId}`,
    pattern ? sql`${row}."nameKey" LIKE ${pattern}` : undefined,
    source && sql`${row}.source = ${source}::"JobSource"`,
    createdAfter && sql`${row}."createdAt" >= ${createdAfter}::timestamptz`,
    createdBefore && sql`${row}."createdAt" < ${createdBefore}::timestamptz`,
  ];
}

const every = (conditions: (Sql | undefined)[]): Sql =>
  conditions.filter((condition) => condition !== undefined).reduce((all, condition) => sql`${all} AND ${condition}`);
