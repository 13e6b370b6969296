import "server-only";
import type { z } from "zod";
import { type AuditEvent, type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { updateWebhookSchema } from "../../contract/webhooks";
import { type Db, inTransaction } from "../../db/client";
import type { Prisma } from "../../generated/prisma/client";
import { queueNextDelivery } from "../delivery/queue-deliveries";
import { noSuchEndpoint } from "./read-endpoints";

const itself: AuditOrigin = { actor: "studio" };

/** Which endpoint of which account, and who changes it: the studio itself when left out. */
type Owned = { userId: string; endpointId: string; now: Date; by?: AuditOrigin };
type Change = Owned & z.output<typeof updateWebhookSchema>;

/**
 * Updates the given fields. While an endpoint is off its deliveries stay pending; switching it on sends them and resets its record
 * of failures.
 * @throws {AppError} not_found
 */
export function updateEndpoint(db: Db, { userId, endpointId, now, by, enabled, ...fields }: Change): Promise<void> {
  const data: Prisma.WebhookEndpointUpdateManyMutationInput = fields;
  if (enabled === true) Object.assign(data, { disabledAt: null, disabledReason: null, failingSince: null });
  if (enabled === false) Object.assign(data, { disabledAt: now, disabledReason: "owner" });
  return inTransaction(db, async (tx) => {
    const { count } = await tx.webhookEndpoint.updateMany({ where: { id: endpointId, userId }, data });
    if (count === 0) throw noSuchEndpoint();
    if (enabled) await queueNextDelivery(tx, { endpointId, now });
    const details: AuditEvent["details"] = enabled === undefined ? {} : { enabled };
    await writeAudit(tx, by ?? itself, { action: "webhook_changed", userId, target: endpointId, details, at: now });
  });
}

/**
 * Replaces the signing secret by its next version. The previous one keeps signing as well for 24 hours.
 * @throws {AppError} not_found
 */
export function rotateSecret(db: Db, { userId, endpointId, now, by }: Owned): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { count } = await tx.webhookEndpoint.updateMany({
      where: { id: endpointId, userId },
      data: { secretVersion: { increment: 1 }, rotatedAt: now },
    });
    if (count === 0) throw noSuchEndpoint();
    await writeAudit(tx, by ?? itself, { action: "webhook_secret_shown", userId, target: endpointId, at: now });
  });
}

/**
 * Deletes an endpoint with all its deliveries, pending ones included.
 * @throws {AppError} not_found
 */
export function deleteEndpoint(db: Db, { userId, endpointId, now, by }: Owned): Promise<void> {
  return inTransaction(db, async (tx) => {
    const { count } = await tx.webhookEndpoint.deleteMany({ where: { id: endpointId, userId } });
    if (count === 0) throw noSuchEndpoint();
    await writeAudit(tx, by ?? itself, { action: "webhook_deleted", userId, target: endpointId, at: now });
  });
}
