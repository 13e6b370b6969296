import "server-only";
import type { ListDeliveriesRequest } from "../../contract/webhooks";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { type DeliveryRow, lastTry } from "./to-delivery-answer";

/**
 * One page of an endpoint's delivery log, newest first. The caller must have checked that the endpoint is the user's.
 * @throws {AppError} invalid_request for a cursor that is not, or no longer, a delivery of this endpoint
 */
export async function listDeliveries(
  db: Db,
  endpointId: string,
  { cursor, status, limit }: ListDeliveriesRequest,
): Promise<{ rows: DeliveryRow[]; nextCursor: string | null }> {
  const rows = await db.webhookDelivery.findMany({
    where: { endpointId, status, ...(cursor ? await after(db, endpointId, cursor) : {}) },
    include: lastTry,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  return { rows: page, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

async function after(db: Db, endpointId: string, cursor: string) {
  const last = await db.webhookDelivery.findFirst({ where: { id: cursor, endpointId } });
  if (!last)
    throw new AppError("invalid_request", {
      detail: "This page no longer exists. Omit `cursor` to start again.",
      param: "cursor",
    });
  const { createdAt, id } = last;
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { gt: id } }] };
}
