import "server-only";
import type { Tx } from "../../db/client";

export type SwitchedOff = "failing" | "gone";

/** An endpoint is switched off when every delivery failed for this long, with at least this many attempts. */
const failingMs = 3 * 86_400_000;
const failedAttempts = 10;

/** Switches off an endpoint that answered 410 or has been failing for days; returns the reason. Its deliveries stay pending. */
export async function switchOffEndpoint(
  tx: Tx,
  { endpointId, gone, now }: { endpointId: string; gone: boolean; now: Date },
): Promise<SwitchedOff | null> {
  const reason = gone ? "gone" : (await isGivenUp(tx, endpointId, now)) ? "failing" : null;
  if (!reason) return null;
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { id: endpointId, disabledAt: null },
    data: { disabledAt: now, disabledReason: reason },
  });
  return count === 1 ? reason : null;
}

async function isGivenUp(tx: Tx, id: string, now: Date): Promise<boolean> {
  const longAgo = new Date(now.getTime() - failingMs);
  const endpoint = await tx.webhookEndpoint.findFirst({ where: { id, failingSince: { lte: longAgo } } });
  if (!endpoint?.failingSince) return false;
  const tries = await tx.webhookAttempt.count({
    where: { delivery: { endpointId: id }, at: { gte: endpoint.failingSince } },
  });
  return tries >= failedAttempts;
}
