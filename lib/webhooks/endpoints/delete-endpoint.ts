import "server-only";
import type { Db } from "../../db/client";
import { noSuchEndpoint } from "./find-endpoint";

/** Its deliveries go with it, pending ones too. @throws {AppError} not_found */
export async function deleteEndpoint(db: Db, userId: string, endpointId: string): Promise<void> {
  const { count } = await db.webhookEndpoint.deleteMany({ where: { id: endpointId, userId } });
  if (count === 0) throw noSuchEndpoint();
}
