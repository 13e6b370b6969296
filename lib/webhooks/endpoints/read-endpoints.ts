import "server-only";
import type { WebhookEndpointAnswer } from "../../contract/webhooks";
import type { Db } from "../../db/client";
import type { WebhookEndpoint } from "../../generated/prisma/client";
import { type DeliveryRow, lastTry, toDeliveryAnswer } from "../delivery/to-delivery-answer";
import { noSuchEndpoint } from "./find-endpoint";
import { previousSecretUntil } from "./signing-secret";

const withLastDelivery = {
  deliveries: { orderBy: { createdAt: "desc" }, take: 1, include: lastTry },
} as const;

/** The user's endpoints as the console shows them, oldest first. */
export async function listEndpoints(db: Db, userId: string, now: Date): Promise<WebhookEndpointAnswer[]> {
  const rows = await db.webhookEndpoint.findMany({
    where: { userId },
    include: withLastDelivery,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => toEndpointAnswer(row, now));
}

/** @throws {AppError} not_found */
export async function readEndpoint(
  db: Db,
  { userId, endpointId, now }: { userId: string; endpointId: string; now: Date },
): Promise<WebhookEndpointAnswer> {
  const row = await db.webhookEndpoint.findFirst({ where: { id: endpointId, userId }, include: withLastDelivery });
  if (!row) throw noSuchEndpoint();
  return toEndpointAnswer(row, now);
}

function toEndpointAnswer(row: WebhookEndpoint & { deliveries: DeliveryRow[] }, now: Date): WebhookEndpointAnswer {
  const [last] = row.deliveries;
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events as WebhookEndpointAnswer["events"],
    disabledReason: row.disabledReason,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    previousSecretUntil: previousSecretUntil(row, now)?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastDelivery: last ? toDeliveryAnswer(last) : null,
  };
}
