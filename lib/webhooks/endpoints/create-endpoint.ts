import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { WebhookEventType } from "../../contract/v1/webhooks";
import { maxWebhookEndpoints } from "../../contract/webhooks";
import { type Db, inTransaction } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import { AppError } from "../../errors/app-error";
import type { WebhookEndpoint } from "../../generated/prisma/client";

type New = {
  userId: string;
  url: string;
  description: string | null;
  events: WebhookEventType[];
  now: Date;
  /** Who adds it: the studio itself when left out. */
  by?: AuditOrigin;
};

/**
 * Adds an endpoint. The caller must have checked its URL.
 * @throws {AppError} webhook_limit
 */
export function createEndpoint(db: Db, { now, by = { actor: "studio" }, ...fields }: New): Promise<WebhookEndpoint> {
  return inTransaction(db, async (tx) => {
    // Locks the account's row; otherwise two concurrent requests could both pass the count.
    await tx.$queryRaw`SELECT FROM users WHERE id = ${fields.userId} FOR NO KEY UPDATE`;
    if ((await tx.webhookEndpoint.count({ where: { userId: fields.userId } })) >= maxWebhookEndpoints) {
      throw new AppError("webhook_limit", {
        detail: `An account can have at most ${maxWebhookEndpoints} webhook endpoints.`,
      });
    }
    const created = await tx.webhookEndpoint.create({ data: { id: createPublicId("whe"), ...fields, createdAt: now } });
    const details = { host: new URL(fields.url).host };
    await writeAudit(tx, by, {
      action: "webhook_created",
      userId: fields.userId,
      target: created.id,
      details,
      at: now,
    });
    return created;
  });
}
