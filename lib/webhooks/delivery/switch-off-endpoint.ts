import "server-only";
import type { Tx } from "../../db/client";
import { draftMail } from "../../mail/drafts";

export type SwitchedOff = "failing" | "gone";

/** An endpoint is switched off when every delivery failed for this long, with at least this many attempts. */
const failingMs = 3 * 86_400_000;
const failedAttempts = 10;

/**
 * Switches off an endpoint that answered 410 or has been failing for days, and writes to its owner; returns the reason. Its
 * deliveries stay pending.
 */
export async function switchOffEndpoint(
  tx: Tx,
  { endpointId, gone, now }: { endpointId: string; gone: boolean; now: Date },
): Promise<SwitchedOff | null> {
  const reason = gone ? "gone" : (await isGivenUp(tx, endpointId, now)) ? "failing" : null;
  if (!reason) return null;
  const [endpoint] = await tx.webhookEndpoint.updateManyAndReturn({
    where: { id: endpointId, disabledAt: null },
    data: { disabledAt: now, disabledReason: reason },
  });
  if (!endpoint) return null;
  const { userId, url } = endpoint;
  await draftMail(tx, userId, { kind: "webhook_switched_off", endpointId, url, reason }, { at: now });
  return reason;
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
