import "server-only";
import { z } from "zod";
import type { LedgerPage, LedgerRow, LedgerRowKind } from "../../contract/billing";
import { type FoldedMovement, listFoldedMovements } from "../../credits/list-movements";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";

type Query = { cursor?: string; kind?: LedgerRowKind; limit: number };
const cursorSchema = z.coerce.number().int().min(1).max(2_147_483_647);

/**
 * The user's ledger, newest first: what happened to one photo is one row. The cursor is the sequence number of a row's first
 * movement, which never changes, so that new movements neither repeat nor skip rows of the next page.
 * @throws {AppError} invalid_request for a cursor that this function did not create
 */
export async function listLedger(db: Db, userId: string, { cursor, kind, limit }: Query): Promise<LedgerPage> {
  const before = cursor ? readCursor(cursor) : undefined;
  const found = await listFoldedMovements(db, userId, { limit: limit + 1, kind, before });
  const page = found.slice(0, limit);
  return {
    rows: page.map(toLedgerRow),
    nextCursor: found.length > limit ? String(page.at(-1)?.sequence) : null,
  };
}

function toLedgerRow(row: FoldedMovement): LedgerRow {
  const { id, kind, settled, reason, createdAt, availableAfter: balanceAfter } = row;
  const facts = { id, credits: row.credits + row.returned, balanceAfter, reason, createdAt: createdAt.toISOString() };
  if (kind !== "hold") return { ...facts, kind, photo: null };
  const state = { capture: "charged", release: "not_charged", none: "in_progress" } as const;
  const photo = { state: state[settled ?? "none"], returned: row.returned, jobId: row.jobId, name: row.photoName };
  return { ...facts, kind: "photo", photo };
}

function readCursor(text: string): number {
  const parsed = cursorSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_request", {
    detail: "This cursor is not valid for this list. Use the `nextCursor` of the previous page, or omit it.",
    param: "cursor",
  });
}
