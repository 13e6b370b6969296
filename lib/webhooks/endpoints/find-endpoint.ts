import "server-only";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import type { WebhookEndpoint } from "../../generated/prisma/client";

/** @throws {AppError} not_found for an id that does not exist or is another user's: a caller cannot tell which */
export async function findEndpoint(db: Db, userId: string, endpointId: string): Promise<WebhookEndpoint> {
  const endpoint = await db.webhookEndpoint.findFirst({ where: { id: endpointId, userId } });
  if (!endpoint) throw noSuchEndpoint();
  return endpoint;
}

export const noSuchEndpoint = () => new AppError("not_found", { detail: "You have no webhook endpoint with this id." });
