import { AppError } from "../errors/app-error";

/** Where a list that is sorted by creation goes on: behind the row of this time and id. */
export type Position = { createdAt: Date; id: string };

/** Reads the cursor of `pageOf`. @throws {AppError} invalid_request for anything else */
export function readPosition(cursor: string): Position {
  const [, time, id] = /^(\d{1,15})_(\w{1,100})$/.exec(cursor) ?? [];
  if (!time || !id)
    throw new AppError("invalid_request", {
      detail: "This page no longer exists. Start at the first.",
      param: "cursor",
    });
  return { createdAt: new Date(Number(time)), id };
}

/** The Prisma condition of what comes behind a cursor, newest first. @throws {AppError} invalid_request */
export function behind(cursor: string | undefined) {
  if (!cursor) return {};
  const { createdAt, id } = readPosition(cursor);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { gt: id } }] };
}

/** The order of lists that are paged so. */
export const newestFirst = [{ createdAt: "desc" as const }, { id: "asc" as const }];

/** One page of `rows`, which were read with one more than `limit`, and the cursor of the next; null on the last one. */
export function pageOf<Row extends Position>(rows: Row[], limit: number): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = last && rows.length > limit ? `${last.createdAt.getTime()}_${last.id}` : null;
  return { rows: page, nextCursor };
}
