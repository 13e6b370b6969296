import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { BillingBalance } from "../../contract/billing";
import { grantCredits } from "../../credits/ledger";
import { readBalance } from "../../credits/read-balance";
import { takeCredits } from "../../credits/take-credits";
import { inTransaction, type Tx } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { formatCredits } from "../../format/format-numbers";
import { recordLowCredits } from "../../webhooks/events/record-low-credits";
import type { OperatorDeps } from "../operator-deps";

type Move = {
  userId: string;
  credits: number;
  /** Shown in the account's statement. */
  reason: string;
  /** Made by the caller: the same one again moves nothing, so that a second click is harmless. */
  requestId?: string;
};
type Moved = {
  /** 0 when the same request had moved them before. */
  moved: number;
  balance: BillingBalance;
};

/** Gives an account credits; unspent ones are gone at `expiresAt`. */
export function giveCredits(
  deps: OperatorDeps,
  by: AuditOrigin,
  { expiresAt, ...move }: Move & { expiresAt?: Date },
): Promise<Moved> {
  const { userId, credits, reason, requestId } = move;
  return moveCredits(deps, move, async (tx, at) => {
    const reference = requestId && `grant:${userId}:${requestId}`;
    if (!(await grantCredits(tx, { userId, credits, reason, expiresAt, reference }))) return false;
    const details = { credits, ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}) };
    await writeAudit(tx, by, { action: "credits_granted", userId, details, at });
    return true;
  });
}

/**
 * Takes credits back that the account can spend: all of them, or none.
 * @throws {AppError} insufficient_credits when it has fewer
 */
export function takeBackCredits(
  deps: OperatorDeps,
  by: AuditOrigin,
  move: Move & { requestId: string },
): Promise<Moved> {
  const { userId, credits, reason, requestId } = move;
  return moveCredits(deps, move, async (tx, now) => {
    const reference = `take:${userId}:${requestId}`;
    const taken = await takeCredits(tx, { userId, credits, reason, reference, now });
    if (taken === "too_few") throw await tooFew(tx, userId, now);
    if (taken === "repeated") return false;
    await writeAudit(tx, by, { action: "credits_taken", userId, details: { credits }, at: now });
    return true;
  });
}

async function moveCredits(
  { db, clock }: OperatorDeps,
  { userId, credits }: Move,
  move: (tx: Tx, now: Date) => Promise<boolean>,
): Promise<Moved> {
  const now = clock.now();
  const moved = await inTransaction(db, async (tx) => {
    const isNew = await move(tx, now);
    if (isNew) await recordLowCredits(tx, userId, now);
    return isNew;
  });
  return { moved: moved ? credits : 0, balance: await readBalance(db, userId, now) };
}

async function tooFew(tx: Tx, userId: string, now: Date): Promise<AppError> {
  const { available } = await readBalance(tx, userId, now);
  return new AppError("insufficient_credits", {
    detail: `The account can spend ${formatCredits(available)}; no more can be taken back, and nothing was.`,
    param: "credits",
  });
}
