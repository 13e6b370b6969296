import "server-only";
import { z } from "zod";

const jobPayloadSchema = z.object({ jobId: z.string() });
const lowCreditsPayloadSchema = z.object({ available: z.number().int(), threshold: z.number().int() });
const samplePayloadSchema = z.object({ sample: z.literal(true) });

/**
 * What the row of an event holds: of a job only its id, because links in the body must be signed when it is sent; of a test
 * event nothing.
 */
export const eventPayloadSchema = z.union([jobPayloadSchema, lowCreditsPayloadSchema, samplePayloadSchema]);
export type EventPayload = z.infer<typeof eventPayloadSchema>;

export const isSample = (payload: unknown): boolean => samplePayloadSchema.safeParse(payload).success;
