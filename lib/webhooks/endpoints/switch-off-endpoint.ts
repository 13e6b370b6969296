import "server-only";
import type { Tx } from "../../db/client";

export type SwitchedOff = "failing" | "gone";

/** An endpoint is given up when nothing at all arrived for so long, and it was really tried. */
const failingMs = 3 * 86_400_000;
const failedAttempts = 10;

/** Switches an endpoint off that says it is gone, or where nothing arrives any more. What is pending stays so. */
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
