import "server-only";
import { createHmac } from "node:crypto";
import type { Logger } from "pino";
import { afterCommit, type Tx } from "../../db/client";

export type Allowance = {
  /** Credits of one sign-up. */
  credits: number;
  /** Credits of all sign-ups of a day (UTC) from one address range, and of the whole studio. */
  perRange: number;
  perDay: number;
  /** Keeps stored ranges unreadable. */
  secret: string;
};
type Taking = { range: string; now: Date; log: Logger };

/**
 * The credits of a sign-up, within its transaction: all of them or, where a limit would be passed, 0. The rows stay locked
 * until it ends, so it is exact under load.
 */
export async function takeAllowance(tx: Tx, { range, now, log }: Taking, allowance: Allowance): Promise<number> {
  const { credits, perRange, perDay, secret } = allowance;
  if (credits === 0) return 0;
  const day = now.toISOString().slice(0, 10);
  // The range before the studio, always: two sign-ups that wait for each other would be a deadlock.
  const limits = [
    {
      scope: createHmac("sha256", secret).update(`sign-up range\n${day}\n${range}`).digest("base64url"),
      limit: perRange,
    },
    { scope: "studio", limit: perDay },
  ];
  for (const [at, { scope, limit }] of limits.entries()) {
    if (await take(tx, { day, scope, credits, limit })) continue;
    for (const taken of limits.slice(0, at)) await giveBack(tx, { day, scope: taken.scope, credits });
    if (await isFirstRefusal(tx, { day, scope, now })) {
      const whose = scope === "studio" ? "the studio" : "one address range";
      afterCommit(tx, () => log.warn({ day, limit }, `the day's sign-up credits of ${whose} are given out`));
    }
    return 0;
  }
  // Yesterday's may still be in use by a process whose clock is behind.
  await tx.$executeRaw`DELETE FROM sign_up_allowances WHERE day < ${day}::date - 1`;
  return credits;
}

type Row = { day: string; scope: string };

async function take(
  tx: Tx,
  { day, scope, credits, limit }: Row & { credits: number; limit: number },
): Promise<boolean> {
  if (credits > limit) return false;
  const taken = await tx.$executeRaw`
    INSERT INTO sign_up_allowances AS given (day, scope, credits) VALUES (${day}::date, ${scope}, ${credits})
    ON CONFLICT (day, scope) DO UPDATE SET credits = given.credits + excluded.credits
    WHERE given.credits + excluded.credits <= ${limit}`;
  return taken === 1;
}

const giveBack = (tx: Tx, { day, scope, credits }: Row & { credits: number }) =>
  tx.$executeRaw`
    UPDATE sign_up_allowances SET credits = credits - ${credits} WHERE day = ${day}::date AND scope = ${scope}`;

async function isFirstRefusal(tx: Tx, { day, scope, now }: Row & { now: Date }): Promise<boolean> {
  const marked = await tx.$executeRaw`
    UPDATE sign_up_allowances SET "reachedAt" = ${now}
    WHERE day = ${day}::date AND scope = ${scope} AND "reachedAt" IS NULL`;
  return marked === 1;
}
