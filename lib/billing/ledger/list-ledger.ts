import "server-only";
import { z } from "zod";
import type { LedgerKind, LedgerPage } from "../../contract/billing";
import { listMovements } from "../../credits/list-movements";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";

type Query = { cursor?: string; kind?: LedgerKind; limit: number };
const cursorSchema = z.coerce.number().int().min(1).max(2_147_483_647);

/**
 * The user's movements of credits, newest first. A page ends at a movement's number, so that new ones neither repeat nor hide
 * a row of the next page.
 * @throws {AppError} invalid_request for a cursor that this function did not make
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
  throw new AppError("invalid_request", { detail: "This cursor was not given by this list.", param: "cursor" });
}
