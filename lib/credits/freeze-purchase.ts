import "server-only";
import { sql, type Tx } from "../db/client";
import { accountOf, moved, type Outcome, record, runStatement } from "./statement-parts";

type Freeze = {
  purchaseId: string;
  /** What must happen once, for instance `dispute:{disputeId}:created`. */
  reference: string;
  reason: string;
};
type Row = Outcome & { credits: number; found: boolean };

/**
 * A purchase is disputed: what is unspent of it is out of reach until `thawPurchase`, or until `revokePurchase` takes it. Credits
 * that running jobs hold join it when they are released. Returns how many were frozen; null, and nothing changed, when
 * `reference` was seen before.
 * @throws {Error} the purchase never brought credits
 */
export async function freezePurchase(tx: Tx, { purchaseId, reference, reason }: Freeze): Promise<number | null> {
  const row = await runStatement<Row>(
    tx,
    "freeze",
    ownerOf(purchaseId),
    sql`
    WITH ${findLot(purchaseId, reference)},
    moving AS (SELECT id, CASE WHEN "frozenAt" IS NULL THEN remaining ELSE 0 END AS credits FROM target),
    lots AS (
      UPDATE credit_lots AS lot SET "frozenAt" = coalesce(lot."frozenAt", now()) FROM moving WHERE lot.id = moving.id
    ), balance AS (
      UPDATE credit_balances AS b SET available = b.available - moving.credits, frozen = b.frozen + moving.credits,
        version = b.version + 1
      FROM account CROSS JOIN moving WHERE b."userId" = account."userId"
      RETURNING b."userId", b.version, b.available
    ), sides (account, credits) AS (
      SELECT 'available', -credits FROM moving UNION ALL SELECT 'frozen', credits FROM moving
    ), ${record({ kind: "freeze", reason, purchaseId, reference })}
    SELECT ${moved}, coalesce((SELECT credits FROM moving), 0) AS credits,
      ${found(purchaseId)}`,
  );
  return answer(row, purchaseId);
}

/**
 * The dispute was won: the purchase's frozen credits can be spent again; what is owed is paid from them first. Returns how many
 * were thawed; null, and nothing changed, when `reference` was seen before.
 * @throws {Error} the purchase never brought credits
 */
export async function thawPurchase(tx: Tx, { purchaseId, reference, reason }: Freeze): Promise<number | null> {
  const row = await runStatement<Row>(
    tx,
    "thaw",
    ownerOf(purchaseId),
    sql`
    WITH ${findLot(purchaseId, reference)},
    moving AS (
      SELECT id, credits, least(credits, debt) AS paid
      FROM (SELECT id, debt, CASE WHEN "frozenAt" IS NULL THEN 0 ELSE remaining END AS credits FROM target) AS frozen
    ), lots AS (
      UPDATE credit_lots AS lot SET "frozenAt" = NULL, remaining = lot.remaining - moving.paid
      FROM moving WHERE lot.id = moving.id
    ), balance AS (
      UPDATE credit_balances AS b SET available = b.available + moving.credits - moving.paid,
        frozen = b.frozen - moving.credits, debt = b.debt - moving.paid, version = b.version + 1
      FROM account CROSS JOIN moving WHERE b."userId" = account."userId"
      RETURNING b."userId", b.version, b.available
    ), sides (account, credits) AS (
      SELECT 'frozen', -credits FROM moving
      UNION ALL SELECT 'available', credits - paid FROM moving
      UNION ALL SELECT 'debt', paid FROM moving
    ), ${record({ kind: "thaw", reason, purchaseId, reference })}
    SELECT ${moved}, coalesce((SELECT credits FROM moving), 0) AS credits,
      ${found(purchaseId)}`,
  );
  return answer(row, purchaseId);
}

const ownerOf = (purchaseId: string) => sql`(SELECT "userId" FROM credit_lots WHERE "purchaseId" = ${purchaseId})`;

/** CTEs: `target` is the purchase's lot with what its owner owes; empty when `reference` was seen before. */
const findLot = (purchaseId: string, reference: string) => sql`
  ${accountOf(ownerOf(purchaseId))},
  target AS (
    SELECT lot.id, lot.remaining, lot."frozenAt", account.debt
    FROM credit_lots AS lot JOIN account ON account."userId" = lot."userId"
    WHERE lot."purchaseId" = ${purchaseId}
      AND NOT EXISTS (SELECT FROM credit_movements WHERE reference = ${reference})
  )`;

const found = (purchaseId: string) => sql`EXISTS (SELECT FROM credit_lots WHERE "purchaseId" = ${purchaseId}) AS found`;

function answer({ found, moved, credits }: Row, purchaseId: string): number | null {
  if (!found) throw new Error(`Purchase ${purchaseId} brought no credits`);
  return moved === 1 ? credits : null;
}
