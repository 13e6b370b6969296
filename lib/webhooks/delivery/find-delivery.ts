import "server-only";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { DeliveryRow } from "./to-delivery-answer";

export type DeliveryAddress = { userId: string; endpointId: string; deliveryId: string };

/**
 * A delivery of the user's endpoint with all its attempts, newest first.
 * @throws {AppError} not_found
 */
export async function findDelivery(db: Db, { userId, endpointId, deliveryId }: DeliveryAddress): Promise<DeliveryRow> {
  const row = await db.webhookDelivery.findFirst({
    where: { id: deliveryId, endpointId, endpoint: { userId } },
    include: { event: true, tries: { orderBy: { at: "desc" } } },
  });
  if (!row) throw new AppError("not_found", { detail: "You have no webhook delivery with this ID." });
  return row;
}
