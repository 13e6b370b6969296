import "server-only";
import { z } from "zod";
import type { LedgerKind, LedgerPage } from "../../contract/billing";
import { listMovements } from "../../credits/list-movements";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";

type Query = { cursor?: string; kind?: LedgerKind; limit: number };
const cursorSchema = z.coerce.number().int().min(1).max(2_147_483_647);

/**
 * The user's credit movements, newest first. The cursor is a movement's sequence number, so that new movements neither repeat nor
 * skip rows of the next page.
 * @throws {AppError} invalid_request for a cursor that this function did not create
 */
export async function listLedger(db: Db, userId: string, { cursor, kind, limit }: Query): Promise<LedgerPage> {
  const before = cursor ? readCursor(cursor) : undefined;
  const rows = await listMovements(db, userId, { limit: limit + 1, kind, before });
  const page = rows.slice(0, limit);
  return {
    rows: page.map(({ id, kind, reason, jobId, createdAt, availableAfter, credits }) => ({
      id,
      kind,
      credits,
      balanceAfter: availableAfter,
      reason,
      jobId,
      createdAt: createdAt.toISOString(),
    })),
    nextCursor: rows.length > limit ? String(page.at(-1)?.sequence) : null,
  };
}

function readCursor(text: string): number {
  const parsed = cursorSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_request", {
    detail: "This cursor is not valid for this list. Use the `nextCursor` of the previous page, or omit it.",
    param: "cursor",
  });
}
