import "server-only";
import { z } from "zod";

const jobPayloadSchema = z.object({ jobId: z.string() });
const lowCreditsPayloadSchema = z.object({ available: z.number().int(), threshold: z.number().int() });
const samplePayloadSchema = z.object({ sample: z.literal(true) });

/**
 * The stored payload of an event. A job event stores only the job's id, because the links in the body are signed at sending time;
 * a test event stores nothing.
 */
export const eventPayloadSchema = z.union([jobPayloadSchema, lowCreditsPayloadSchema, samplePayloadSchema]);
export type EventPayload = z.infer<typeof eventPayloadSchema>;

export const isSample = (payload: unknown): boolean => samplePayloadSchema.safeParse(payload).success;
