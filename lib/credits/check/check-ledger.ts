import "server-only";
import type { Db } from "../../db/client";
import { ledgerRules } from "./ledger-rules";

/** One broken rule. `row` holds the ids and numbers that show it. */
export type Violation = { rule: string; row: Record<string, string | number | null> };

/**
 * Recomputes everything the ledger promises, in one snapshot, whole tables: for the operator and the tests, not for a request.
 * Empty when all of it holds.
 */
export function checkLedger(db: Db): Promise<Violation[]> {
  const check = async (tx: Pick<Db, "$queryRawUnsafe">) => {
    const violations: Violation[] = [];
    for (const [rule, sql] of Object.entries(ledgerRules)) {
      const rows = await tx.$queryRawUnsafe<Violation["row"][]>(sql);
      violations.push(...rows.map((row) => ({ rule, row })));
    }
    return violations;
  };
  return db.$transaction(check, { isolationLevel: "RepeatableRead" });
}

/** How much there is in the ledger, in rows. */
export async function countLedger(db: Db) {
  const [users, movements, openHolds, jobs] = await Promise.all([
    db.creditBalance.count(),
    db.creditMovement.count(),
    db.creditHold.count({ where: { state: "open" } }),
    db.job.count(),
  ]);
  return { users, movements, openHolds, jobs };
}
