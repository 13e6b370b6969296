/**
 * For check-ledger: queries that give the rows where a promise about keys' budgets is broken. A budget counts what its jobs hold or
 * were charged in the month, in UTC, in which they were opened; a key that replaced another one counts on in that one's row.
 */
export const budgetRules: Record<string, string> = {
  "what a key has spent in a month is what its jobs of that month hold or were charged": `
    WITH cost AS (
      SELECT coalesce(k."budgetId", k.id) AS "budgetId", date_trunc('month', j."createdAt" AT TIME ZONE 'UTC')::date AS month,
        sum(CASE h.state WHEN 'open' THEN h.credits WHEN 'captured' THEN j."chargedCredits" ELSE 0 END)::int AS credits
      FROM jobs j JOIN api_keys k ON k.id = j."apiKeyId" JOIN credit_holds h ON h."jobId" = j.id GROUP BY 1, 2
    )
    SELECT coalesce(m."budgetId", c."budgetId") AS "budgetId", coalesce(m.month, c.month)::text AS month,
      m.credits AS counted, c.credits AS spent
    FROM api_key_months m FULL JOIN cost c ON c."budgetId" = m."budgetId" AND c.month = m.month
    WHERE coalesce(m.credits, 0) <> coalesce(c.credits, 0)`,
};
