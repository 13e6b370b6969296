import "server-only";
import { z } from "zod";
import type { AuditAction, AuditActor, AuditEntryAnswer, AuditPage } from "../contract/accounts/audit";
import type { Db } from "../db/client";
import { AppError } from "../errors/app-error";
import type { AuditEntry, Prisma } from "../generated/prisma/client";

export type AuditFilter = {
  /** Only entries about this account; all when left out. */
  userId?: string;
  action?: AuditAction;
  actor?: AuditActor;
  /** Inclusive. */
  from?: Date;
  /** Exclusive. */
  to?: Date;
};
type Query = AuditFilter & { cursor?: string; limit: number };

/** The position of a page's last entry: new ones neither repeat nor skip entries of the next page. */
const cursorSchema = z.tuple([z.number().int().min(0).max(8.64e15), z.string().max(100)]);
const detailsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).catch({});

/**
 * The audit log, newest first.
 * @throws {AppError} invalid_request for a cursor that this function did not create
 */
export async function listAudit(db: Db, { cursor, limit, from, to, ...filter }: Query): Promise<AuditPage> {
  const rows = await db.auditEntry.findMany({
    where: { ...filter, at: { gte: from, lt: to }, ...(cursor === undefined ? {} : after(cursor)) },
    orderBy: [{ at: "desc" }, { id: "asc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const entries = page.map(toAnswer);
  return { entries, nextCursor: last && rows.length > limit ? writeCursor(last) : null };
}

/** The entries with the email addresses of the accounts that they concern, for operators. */
export async function withEmails(db: Db, page: AuditPage): Promise<AuditPage> {
  const ids = page.entries.flatMap(({ userId }) => userId ?? []);
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, email: true } });
  const emails = new Map(users.map(({ id, email }) => [id, email]));
  return {
    ...page,
    entries: page.entries.map((entry) => ({ ...entry, email: emails.get(entry.userId ?? "") ?? null })),
  };
}

/**
 * The entries as the account's owner may see them: that an operator did something, and not who or from where. What somebody who is an
 * operator did to their own account stays as it is.
 */
export const withoutOperators = (page: AuditPage): AuditPage => ({
  ...page,
  entries: page.entries.map((entry) => {
    const isSomebodyElse = entry.actor === "operator" && entry.actorId !== entry.userId;
    return isSomebodyElse ? { ...entry, actorId: null, addressRange: null, userAgent: null } : entry;
  }),
});

function toAnswer({ at, details, ...entry }: AuditEntry): AuditEntryAnswer {
  return { ...entry, at: at.toISOString(), email: null, details: detailsSchema.parse(details) };
}

const writeCursor = ({ at, id }: AuditEntry): string =>
  Buffer.from(JSON.stringify([at.getTime(), id])).toString("base64url");

function after(cursor: string): Prisma.AuditEntryWhereInput {
  try {
    const [time, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    const at = new Date(time);
    return { OR: [{ at: { lt: at } }, { at, id: { gt: id } }] };
  } catch (cause) {
    throw new AppError("invalid_request", {
      detail: "This cursor is not valid for this list. Use the `nextCursor` of the previous page, or omit it.",
      param: "cursor",
      cause,
    });
  }
}
