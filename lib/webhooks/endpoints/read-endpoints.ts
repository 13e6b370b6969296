import "server-only";
import { type WebhookEndpointAnswer, webhookEndpointSchema } from "../../contract/webhooks";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { WebhookEndpoint } from "../../generated/prisma/client";
import { type DeliveryRow, lastTry, toDeliveryAnswer } from "../delivery/to-delivery-answer";
import { previousSecretUntil } from "./signing-secret";

/** @throws {AppError} not_found for an id that does not exist or belongs to another user; callers must not learn which */
export async function findEndpoint(db: Db, userId: string, endpointId: string): Promise<WebhookEndpoint> {
  const endpoint = await db.webhookEndpoint.findFirst({ where: { id: endpointId, userId } });
  if (!endpoint) throw noSuchEndpoint();
  return endpoint;
}

export const noSuchEndpoint = () => new AppError("not_found", { detail: "You have no webhook endpoint with this ID." });

/** Asked for by endpoint, since Prisma would load all deliveries to find the last of each. */
const findLastDelivery = (db: Db, endpointId: string): Promise<DeliveryRow | null> =>
  db.webhookDelivery.findFirst({
    where: { endpointId },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    include: lastTry,
  });

/** The user's endpoints in the console's shape, oldest first. */
export async function listEndpoints(db: Db, userId: string, now: Date): Promise<WebhookEndpointAnswer[]> {
  const rows = await db.webhookEndpoint.findMany({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return Promise.all(rows.map(async (row) => toEndpointAnswer(row, await findLastDelivery(db, row.id), now)));
}

/**
 * One endpoint in the console's shape.
 * @throws {AppError} not_found
 */
export async function readEndpoint(
  db: Db,
  { userId, endpointId, now }: { userId: string; endpointId: string; now: Date },
): Promise<WebhookEndpointAnswer> {
  const row = await db.webhookEndpoint.findFirst({ where: { id: endpointId, userId } });
  if (!row) throw noSuchEndpoint();
  return toEndpointAnswer(row, await findLastDelivery(db, row.id), now);
}

/** The column is text, so its values are checked. */
const { events: eventsSchema } = webhookEndpointSchema.shape;

function toEndpointAnswer(row: WebhookEndpoint, last: DeliveryRow | null, now: Date): WebhookEndpointAnswer {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: eventsSchema.parse(row.events),
    disabledReason: row.disabledReason,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    failingSince: row.failingSince?.toISOString() ?? null,
    previousSecretUntil: previousSecretUntil(row, now)?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastDelivery: last ? toDeliveryAnswer(last) : null,
  };
}

/** Endpoints that the studio, not their owner, switched off. The console shows a notice for them. */
export function listSwitchedOff(db: Db, userId: string): Promise<{ id: string; url: string }[]> {
  return db.webhookEndpoint.findMany({
    where: { userId, disabledReason: { in: ["failing", "gone"] } },
    select: { id: true, url: true },
    orderBy: { disabledAt: "desc" },
  });
}
