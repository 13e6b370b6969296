import "server-only";
import { lotRules } from "../lot-rules";
import { budgetRules } from "./budget-rules";

/** Every promise of the ledger, as the query for the rows that break it. */
export const ledgerRules: Record<string, string> = {
  "a movement has entries and they sum to zero": `
    SELECT m.id AS "movementId", m.kind::text, coalesce(sum(e.credits), 0)::int AS sum, count(e.id)::int AS entries
    FROM credit_movements m LEFT JOIN credit_entries e ON e."movementId" = m.id
    GROUP BY m.id HAVING sum(e.credits) <> 0 OR count(e.id) = 1
      OR (count(e.id) = 0 AND m.kind NOT IN ('refund', 'freeze', 'thaw'))`,
  "a user's movements are numbered without gaps, up to the balance's version": `
    SELECT coalesce(m."userId", b."userId") AS "userId", m.movements, m.last, b.version
    FROM (
      SELECT "userId", count(*)::int AS movements, max(sequence) AS last FROM credit_movements GROUP BY 1
    ) m FULL JOIN credit_balances b ON b."userId" = m."userId"
    WHERE coalesce(m.movements, 0) <> coalesce(m.last, 0) OR coalesce(m.last, 0) <> coalesce(b.version, 0)`,
  "what a movement left is the sum of the entries up to it": `
    SELECT id AS "movementId", "availableAfter", sum FROM (
      SELECT m.id, m."availableAfter",
        (sum(coalesce(e.credits, 0)) OVER (PARTITION BY m."userId" ORDER BY m.sequence))::int AS sum
      FROM credit_movements m
      LEFT JOIN credit_entries e ON e."movementId" = m.id AND e.account = 'user:' || m."userId" || ':available'
    ) AS running WHERE "availableAfter" <> sum`,
  "a balance equals the entries of its accounts": `
    WITH sums AS (
      SELECT substring(account FROM '^user:(.*):(?:available|held|frozen|debt)$') AS "userId",
        coalesce(sum(credits) FILTER (WHERE account LIKE '%:available'), 0)::int AS available,
        coalesce(sum(credits) FILTER (WHERE account LIKE '%:held'), 0)::int AS held,
        coalesce(sum(credits) FILTER (WHERE account LIKE '%:frozen'), 0)::int AS frozen,
        coalesce(-sum(credits) FILTER (WHERE account LIKE '%:debt'), 0)::int AS debt
      FROM credit_entries WHERE account LIKE 'user:%' GROUP BY 1
    )
    SELECT coalesce(b."userId", s."userId") AS "userId", b.available, s.available AS "entriesAvailable",
      b.held, s.held AS "entriesHeld", b.frozen, s.frozen AS "entriesFrozen", b.debt, s.debt AS "entriesDebt"
    FROM credit_balances b FULL JOIN sums s ON s."userId" = b."userId"
    WHERE (coalesce(b.available, 0), coalesce(b.held, 0), coalesce(b.frozen, 0), coalesce(b.debt, 0))
      <> (coalesce(s.available, 0), coalesce(s.held, 0), coalesce(s.frozen, 0), coalesce(s.debt, 0))`,
  "nothing is negative, and nothing can be spent while something is owed": `
    SELECT "userId", available, held, frozen, debt FROM credit_balances
    WHERE least(available, held, frozen, debt) < 0 OR (available > 0 AND debt > 0)`,
  "what is held equals the open holds": `
    SELECT coalesce(b."userId", h."userId") AS "userId", b.held, h.held AS "openHolds"
    FROM credit_balances b
    FULL JOIN (SELECT "userId", sum(credits)::int AS held FROM credit_holds WHERE state = 'open' GROUP BY 1) h
      ON h."userId" = b."userId"
    WHERE coalesce(b.held, 0) <> coalesce(h.held, 0)`,
  "a hold has exactly the movements of its state, each of its size": `
    SELECT coalesce(h."jobId", m."jobId") AS "jobId", h.state::text, h.credits, m.held, m.captured, m.released
    FROM credit_holds h FULL JOIN (
      SELECT m."jobId", coalesce(sum(e.credits) FILTER (WHERE m.kind = 'hold'), 0)::int AS held,
        coalesce(sum(-e.credits) FILTER (WHERE m.kind = 'capture'), 0)::int AS captured,
        coalesce(sum(-e.credits) FILTER (WHERE m.kind = 'release'), 0)::int AS released
      FROM credit_movements m JOIN credit_entries e ON e."movementId" = m.id AND e.account LIKE 'user:%:held'
      WHERE m."jobId" IS NOT NULL GROUP BY 1
    ) m ON m."jobId" = h."jobId"
    WHERE h."jobId" IS NULL OR m."jobId" IS NULL OR m.held <> h.credits
      OR m.captured <> (CASE h.state WHEN 'captured' THEN h.credits ELSE 0 END)
      OR m.released <> (CASE h.state WHEN 'released' THEN h.credits ELSE 0 END)`,
  "a capture takes something, and no more than was held": `
    SELECT h."jobId", h.credits, coalesce(sum(e.credits), 0)::int AS taken
    FROM credit_holds h JOIN credit_movements m ON m."jobId" = h."jobId" AND m.kind = 'capture'
    LEFT JOIN credit_entries e ON e."movementId" = m.id AND e.account = 'system:revenue'
    GROUP BY 1 HAVING coalesce(sum(e.credits), 0) NOT BETWEEN 1 AND h.credits`,
  "an open hold belongs to a job that is queued or running": `
    SELECT h."jobId", h.credits, j.status::text FROM credit_holds h LEFT JOIN jobs j ON j.id = h."jobId"
    WHERE h.state = 'open' AND (j.id IS NULL OR j.status NOT IN ('queued', 'running'))`,
  "a job that is queued or running has its price on hold": `
    SELECT j.id AS "jobId", j.status::text, j."priceCredits", h.credits, h.state::text
    FROM jobs j LEFT JOIN credit_holds h ON h."jobId" = j.id
    WHERE j.status IN ('queued', 'running') AND NOT j."isTest"
      AND (h.state IS DISTINCT FROM 'open' OR h.credits <> j."priceCredits")`,
  "a job that succeeded held its price and was charged what was captured, less than its price only for an idle add-on": `
    SELECT j.id AS "jobId", j."priceCredits", j."chargedCredits", h.credits, h.state::text, m.captured
    FROM jobs j LEFT JOIN credit_holds h ON h."jobId" = j.id
    LEFT JOIN (
      SELECT m."jobId", sum(e.credits)::int AS captured FROM credit_movements m
      JOIN credit_entries e ON e."movementId" = m.id AND e.account = 'system:revenue' WHERE m.kind = 'capture' GROUP BY 1
    ) m ON m."jobId" = j.id
    WHERE j.status = 'succeeded' AND NOT j."isTest" AND (h.state IS DISTINCT FROM 'captured' OR h.credits <> j."priceCredits"
      OR m.captured IS DISTINCT FROM j."chargedCredits"
      OR (j."chargedCredits" < j."priceCredits") <> (coalesce(cardinality(j."idleAddOns"), 0) > 0))`,
  "a job that failed or was canceled was charged nothing": `
    SELECT j.id AS "jobId", j.status::text, j."chargedCredits", h.state::text
    FROM jobs j LEFT JOIN credit_holds h ON h."jobId" = j.id
    WHERE j.status IN ('failed', 'canceled') AND NOT j."isTest"
      AND (h.state IS DISTINCT FROM 'released' OR j."chargedCredits" <> 0)`,
  "a job with a test key costs nothing and holds nothing": `
    SELECT j.id AS "jobId", j."priceCredits", j."chargedCredits", h.state::text
    FROM jobs j LEFT JOIN credit_holds h ON h."jobId" = j.id
    WHERE j."isTest" AND (h."jobId" IS NOT NULL OR j."priceCredits" <> 0 OR j."chargedCredits" <> 0)`,
  ...lotRules,
  ...budgetRules,
};
