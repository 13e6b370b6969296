import "server-only";
import type { Db } from "../../db/client";
import { noSuchEndpoint } from "./find-endpoint";

type Rotation = { userId: string; endpointId: string; now: Date };

/** Makes the next version the secret; the one before signs too for a day. @throws {AppError} not_found */
export async function rotateSecret(db: Db, { userId, endpointId, now }: Rotation): Promise<void> {
  const { count } = await db.webhookEndpoint.updateMany({
    where: { id: endpointId, userId },
    data: { secretVersion: { increment: 1 }, rotatedAt: now },
  });
  if (count === 0) throw noSuchEndpoint();
}
