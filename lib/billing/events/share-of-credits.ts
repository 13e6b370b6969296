import "server-only";

/**
 * The credits that belong to `partCents` of `wholeCents` paid: rounded down, never more than `credits`, and all of them only
 * for the whole sum. Of a growing part the shares only grow, so the differences of two shares never add up to too much.
 */
export function shareOfCredits(credits: number, partCents: number, wholeCents: number): number {
  if (partCents >= wholeCents) return credits;
  return Number((BigInt(credits) * BigInt(Math.max(0, partCents))) / BigInt(wholeCents));
}
