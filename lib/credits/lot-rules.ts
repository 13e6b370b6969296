import "server-only";

/** What lots and purchases promise, each as the query for the rows that break it. */
export const lotRules: Record<string, string> = {
  "what lots have left equals the balance, within reach and frozen": `
    SELECT coalesce(b."userId", l."userId") AS "userId", b.available, l.available AS "lotsAvailable",
      b.frozen, l.frozen AS "lotsFrozen"
    FROM credit_balances b FULL JOIN (
      SELECT "userId", coalesce(sum(remaining) FILTER (WHERE "frozenAt" IS NULL), 0)::int AS available,
        coalesce(sum(remaining) FILTER (WHERE "frozenAt" IS NOT NULL), 0)::int AS frozen
      FROM credit_lots GROUP BY 1
    ) l ON l."userId" = b."userId"
    WHERE coalesce(b.available, 0) <> coalesce(l.available, 0) OR coalesce(b.frozen, 0) <> coalesce(l.frozen, 0)`,
  "a lot has left, held and taken back no more than it brought": `
    SELECT l.id AS "lotId", l."userId", l.credits, l.remaining, l.revoked, coalesce(h.held, 0)::int AS held
    FROM credit_lots l LEFT JOIN (
      SELECT p."lotId", sum(p.credits) AS held
      FROM credit_hold_lots p JOIN credit_holds h ON h."jobId" = p."jobId" AND h.state = 'open' GROUP BY 1
    ) h ON h."lotId" = l.id
    WHERE l.remaining < 0 OR l.remaining + coalesce(h.held, 0) > l.credits OR l.revoked NOT BETWEEN 0 AND l.credits`,
  "an open hold was taken from lots of its user, to the credit": `
    SELECT h."jobId", h."userId", h.credits, coalesce(p.credits, 0)::int AS "fromLots"
    FROM credit_holds h LEFT JOIN (
      SELECT p."jobId", l."userId", sum(p.credits) AS credits
      FROM credit_hold_lots p JOIN credit_lots l ON l.id = p."lotId" GROUP BY 1, 2
    ) p ON p."jobId" = h."jobId"
    WHERE (h.state = 'open' OR p."jobId" IS NOT NULL)
      AND (h.credits <> coalesce(p.credits, 0) OR h."userId" <> p."userId")`,
  "a purchase that was paid brought its credits to its buyer, once, and no other brought any": `
    SELECT p.id AS "purchaseId", p.status::text, p.credits, l.credits AS "lotCredits", l."userId", m.movements, m.credits AS moved
    FROM purchases p
    LEFT JOIN credit_lots l ON l."purchaseId" = p.id
    LEFT JOIN (
      SELECT m."purchaseId", count(*)::int AS movements, -sum(e.credits)::int AS credits
      FROM credit_movements m JOIN credit_entries e ON e."movementId" = m.id AND e.account = 'system:purchases' GROUP BY 1
    ) m ON m."purchaseId" = p.id
    WHERE (p."paidAt" IS NULL) <> (l.id IS NULL) OR l.credits <> p.credits OR l."userId" <> p."userId"
      OR (l.id IS NULL) <> (m.movements IS NULL) OR m.movements <> 1 OR m.credits <> l.credits`,
  "no more money was paid back than was paid": `
    SELECT id AS "purchaseId", "priceCents", "paidCents", "refundedCents", status::text FROM purchases
    WHERE "refundedCents" NOT BETWEEN 0 AND coalesce("paidCents", "priceCents") OR ("refundedCents" > 0 AND "paidAt" IS NULL)`,
  "what was taken back of a purchase equals its movements": `
    SELECT l."purchaseId", l.credits, l.revoked, coalesce(m.credits, 0)::int AS "movements"
    FROM credit_lots l LEFT JOIN (
      SELECT m."purchaseId", sum(e.credits) AS credits
      FROM credit_movements m JOIN credit_entries e ON e."movementId" = m.id AND e.account = 'system:refunds' GROUP BY 1
    ) m ON m."purchaseId" = l."purchaseId"
    WHERE l.revoked <> coalesce(m.credits, 0)`,
};
