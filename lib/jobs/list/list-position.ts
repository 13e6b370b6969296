import "server-only";
import { z } from "zod";
import type { JobSort } from "../../contract/job-search";
import { type Sql, sql } from "../../db/client";
import { AppError } from "../../errors/app-error";

/** What a row of a list is sorted by. */
export type Placed = { id: string; createdAt: Date; nameKey: string | null };

const timeSchema = z.tuple([z.number().int().min(0).max(8.64e15), z.string().max(100)]);
const nameSchema = z.tuple([z.string().max(1000).nullable(), z.string().max(100)]);

/** The position of a page's last row. A row count would repeat or skip rows when jobs are created in between. */
export function writePosition(sort: JobSort, { id, createdAt, nameKey }: Placed): string {
  const position = [sort === "name" ? nameKey : createdAt.getTime(), id];
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** The columns of `row` in the order of the list; ids decide between equal ones, so that every position is one row's. */
export function orderBy(sort: JobSort, row: Sql): Sql {
  if (sort === "name") return sql`${row}."nameKey" ASC NULLS LAST, ${row}.id ASC`;
  return sort === "oldest" ? sql`${row}."createdAt" ASC, ${row}.id ASC` : sql`${row}."createdAt" DESC, ${row}.id ASC`;
}

/**
 * The condition that `row` comes after the cursor.
 * @throws {AppError} invalid_request for a cursor that writePosition did not make for this order
 */
export function isAfter(sort: JobSort, cursor: string, row: Sql): Sql {
  if (sort === "name") {
    const [key, id] = readPosition(cursor, nameSchema);
    if (key === null) return sql`${row}."nameKey" IS NULL AND ${row}.id > ${id}`;
    return sql`(${row}."nameKey" > ${key} OR (${row}."nameKey" = ${key} AND ${row}.id > ${id}) OR ${row}."nameKey" IS NULL)`;
  }
  const [time, id] = readPosition(cursor, timeSchema);
  const at = sql`${new Date(time)}::timestamptz`;
  const beyond = sort === "oldest" ? sql`${row}."createdAt" > ${at}` : sql`${row}."createdAt" < ${at}`;
  return sql`(${beyond} OR (${row}."createdAt" = ${at} AND ${row}.id > ${id}))`;
}

function readPosition<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new AppError("invalid_request", {
      detail: "This cursor is not valid for this list. Use the `nextCursor` of the previous page, or omit it.",
      param: "cursor",
      cause,
    });
  }
}
