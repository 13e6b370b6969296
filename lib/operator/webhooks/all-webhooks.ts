import "server-only";
import type { AuditOrigin } from "../../audit/write-audit";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { replayDelivery } from "../../webhooks/delivery/replay-delivery";
import { updateEndpoint } from "../../webhooks/endpoints/change-endpoint";
import type { OperatorDeps } from "../operator-deps";
import { behind, newestFirst, pageOf } from "../page-of-rows";

export type EndpointFilter = { userId?: string; state?: "on" | "failing" | "off"; cursor?: string; limit: number };

const states = {
  on: { disabledAt: null, failingSince: null },
  failing: { disabledAt: null, failingSince: { not: null } },
  off: { disabledAt: { not: null } },
};

/** The endpoints of all accounts, the newest first, each with its last delivery. Without their secrets. */
export async function listAllEndpoints(db: Db, { state, userId, cursor, limit }: EndpointFilter) {
  const found = await db.webhookEndpoint.findMany({
    where: { userId, ...(state ? states[state] : {}), ...behind(cursor) },
    orderBy: newestFirst,
    take: limit + 1,
    include: { user: { select: { email: true } } },
  });
  const { rows, nextCursor } = pageOf(found, limit);
  // Asked for by endpoint: Prisma would load all deliveries to find the last of each.
  const withLast = rows.map(async (row) => ({
    ...row,
    last: await db.webhookDelivery.findFirst({ where: { endpointId: row.id }, orderBy: newestFirst, include: lastTry }),
  }));
  return { rows: await Promise.all(withLast), nextCursor };
}

const lastTry = { event: { select: { type: true } }, tries: { orderBy: { at: "desc" }, take: 1 } } as const;
const shownDeliveries = 50;

/** One endpoint and what was sent to it last. The bodies are not in it: they are about the account's photos. @throws {AppError} not_found */
export async function showEndpoint(db: Db, id: string) {
  const endpoint = await db.webhookEndpoint.findUnique({
    where: { id },
    include: { user: { select: { email: true } } },
  });
  if (!endpoint) throw noSuchEndpoint();
  const deliveries = await db.webhookDelivery.findMany({
    where: { endpointId: id },
    orderBy: newestFirst,
    take: shownDeliveries,
    include: lastTry,
  });
  return { endpoint, deliveries };
}

/** Switches an endpoint on again, and sends what has waited. @throws {AppError} not_found */
export async function enableEndpoint({ db, clock }: OperatorDeps, by: AuditOrigin, id: string): Promise<void> {
  const endpoint = await db.webhookEndpoint.findUnique({ where: { id }, select: { userId: true } });
  if (!endpoint) throw noSuchEndpoint();
  await updateEndpoint(db, { userId: endpoint.userId, endpointId: id, enabled: true, now: clock.now(), by });
}

/** Sends the event of a delivery again. @throws {AppError} not_found */
export async function replayAnyDelivery(
  { db, clock }: OperatorDeps,
  by: AuditOrigin,
  { endpointId, deliveryId }: { endpointId: string; deliveryId: string },
): Promise<string> {
  const delivery = await db.webhookDelivery.findFirst({
    where: { id: deliveryId, endpointId },
    include: { endpoint: { select: { userId: true } } },
  });
  if (!delivery) throw new AppError("not_found", { detail: "There is no delivery with this id." });
  const { eventId, endpoint } = delivery;
  const replayed = { userId: endpoint.userId, deliveryId };
  return replayDelivery(db, { eventId, endpointId, now: clock.now(), audit: { by, ...replayed } });
}

const noSuchEndpoint = () => new AppError("not_found", { detail: "There is no webhook endpoint with this id." });
