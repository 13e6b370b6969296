import "server-only";
import type { Order } from "../contract/order";
import type { Job } from "../generated/prisma/client";

/** What a job was asked for, as the row keeps it. */
export function toOrder(row: Job): Order {
  return {
    model: row.model,
    cleanScratches: row.cleanScratches,
    faceRemaster: row.faceRemaster,
    outputFormat: row.outputFormat,
    strength: row.strength,
    metadata: row.metadata,
  };
}
