import "server-only";

/** Every promise of the ledger, as the query for the rows that break it. */
export const ledgerRules: Record<string, string> = {
  "a movement has entries and they sum to zero": `
    SELECT m.id AS "movementId", m.kind::text, coalesce(sum(e.credits), 0)::int AS sum, count(e.id)::int AS entries
    FROM credit_movements m LEFT JOIN credit_entries e ON e."movementId" = m.id
    GROUP BY m.id HAVING count(e.id) < 2 OR sum(e.credits) <> 0`,
  "a balance equals the entries of its accounts": `
    WITH sums AS (
      SELECT substring(account FROM '^user:(.*):(?:available|held)$') AS "userId",
        coalesce(sum(credits) FILTER (WHERE account LIKE '%:available'), 0)::int AS available,
        coalesce(sum(credits) FILTER (WHERE account LIKE '%:held'), 0)::int AS held
      FROM credit_entries WHERE account LIKE 'user:%' GROUP BY 1
    )
    SELECT coalesce(b."userId", s."userId") AS "userId", b.available, s.available AS "entriesAvailable",
      b.held, s.held AS "entriesHeld"
    FROM credit_balances b FULL JOIN sums s ON s."userId" = b."userId"
    WHERE coalesce(b.available, 0) <> coalesce(s.available, 0) OR coalesce(b.held, 0) <> coalesce(s.held, 0)`,
  "nothing is negative": `
    SELECT "userId", available, held FROM credit_balances WHERE available < 0 OR held < 0`,
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
  "an open hold belongs to a job that is queued or running": `
    SELECT h."jobId", h.credits, j.status::text FROM credit_holds h LEFT JOIN jobs j ON j.id = h."jobId"
    WHERE h.state = 'open' AND (j.id IS NULL OR j.status NOT IN ('queued', 'running'))`,
  "a job that is queued or running has its price on hold": `
    SELECT j.id AS "jobId", j.status::text, j."priceCredits", h.credits, h.state::text
    FROM jobs j LEFT JOIN credit_holds h ON h."jobId" = j.id
    WHERE j.status IN ('queued', 'running')
      AND (h.state IS DISTINCT FROM 'open' OR h.credits <> j."priceCredits")`,
  "a job that succeeded was charged exactly its price": `
    SELECT j.id AS "jobId", j."priceCredits", j."chargedCredits", h.credits, h.state::text
    FROM jobs j LEFT JOIN credit_holds h ON h."jobId" = j.id
    WHERE j.status = 'succeeded' AND (h.state IS DISTINCT FROM 'captured' OR h.credits <> j."priceCredits"
      OR j."chargedCredits" <> j."priceCredits")`,
  "a job that failed or was canceled was charged nothing": `
    SELECT j.id AS "jobId", j.status::text, j."chargedCredits", h.state::text
    FROM jobs j LEFT JOIN credit_holds h ON h."jobId" = j.id
    WHERE j.status IN ('failed', 'canceled')
      AND (h.state IS DISTINCT FROM 'released' OR j."chargedCredits" <> 0)`,
};
