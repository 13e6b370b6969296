import "server-only";
import { readBalances } from "../../credits/read-balance";
import { type Db, type Sql, sql } from "../../db/client";
import { pageOf, readPosition } from "../page-of-rows";

export type AccountFilter = {
  /** A part of the email address or of the name, or an id. */
  search?: string;
  state?: "operator" | "suspended" | "leaving";
  cursor?: string;
  limit: number;
};
export type AccountLine = {
  id: string;
  email: string;
  name: string | null;
  role: "customer" | "operator";
  createdAt: Date;
  suspendedAt: Date | null;
  deleteRequestedAt: Date | null;
  credits: number;
  /** In a browser or with a key. */
  lastSeenAt: Date | null;
  /** Photos that were colorized; counted up to `manyPhotos`. */
  photos: number;
};

/** More photos of one account are not counted for a list. */
export const manyPhotos = 10_000;

/**
 * Accounts, the newest first. What is counted is counted for the rows of one page.
 * @throws {AppError} invalid_request for a cursor of another list
 */
export async function listAccounts(db: Db, { search, state, cursor, limit }: AccountFilter) {
  const conditions = [
    search ? matching(search) : undefined,
    state === "operator" ? sql`role = 'operator'` : undefined,
    state === "suspended" ? sql`"suspendedAt" IS NOT NULL` : undefined,
    state === "leaving" ? sql`"deleteRequestedAt" IS NOT NULL` : undefined,
    cursor ? isBehind(cursor) : undefined,
  ].filter((condition) => condition !== undefined);
  const where = conditions.reduce((all, condition) => sql`${all} AND ${condition}`, sql`TRUE`);
  const found = await db.$queryRaw<Omit<AccountLine, "credits">[]>`
    WITH page AS MATERIALIZED (
      SELECT id, email, name, role, "createdAt", "suspendedAt", "deleteRequestedAt" FROM users
      WHERE ${where} ORDER BY "createdAt" DESC, id LIMIT ${limit + 1}
    )
    SELECT page.id, email, name, role::text, "createdAt", "suspendedAt", "deleteRequestedAt",
      greatest(
        (SELECT max("lastSeenAt") FROM sessions AS session WHERE session."userId" = page.id),
        (SELECT max("lastUsedAt") FROM api_keys AS key WHERE key."userId" = page.id)
      ) AS "lastSeenAt",
      (SELECT count(*)::int FROM (
        SELECT FROM jobs AS job WHERE job."userId" = page.id AND job.status = 'succeeded' LIMIT ${manyPhotos}
      ) AS few) AS photos
    FROM page ORDER BY "createdAt" DESC, id`;
  const { rows, nextCursor } = pageOf(found, limit);
  const balances = await readBalances(
    db,
    rows.map(({ id }) => id),
  );
  return {
    nextCursor,
    rows: rows.map((row): AccountLine => ({ ...row, credits: balances.get(row.id)?.available ?? 0 })),
  };
}

/** In a pattern % and _ stand for other characters, and a backslash takes that from them. */
function matching(search: string): Sql {
  const pattern = `%${search
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, "\\$&")}%`;
  return sql`(email LIKE ${pattern} OR lower(name) LIKE ${pattern} OR id = ${search.trim()})`;
}

function isBehind(cursor: string): Sql {
  const { createdAt, id } = readPosition(cursor);
  return sql`("createdAt" < ${createdAt}::timestamptz
    OR ("createdAt" = ${createdAt}::timestamptz AND id > ${id}))`;
}
