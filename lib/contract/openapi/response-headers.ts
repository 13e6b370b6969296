import { z } from "zod";
import { headers as names } from "../headers";

const whole = z.number().int().min(0);
const header = (schema: z.ZodType, description: string, id: string) => schema.meta({ description, header: { id } });
type HeaderSchemas = Record<string, z.ZodType>;

const requestId = header(z.string(), "Id of this request. Quote it when you report a problem.", "RequestId");
const jobId = header(z.string(), "The job that the request opened or belongs to.", "JobId");

/** What every answer under /api/v1 carries. */
const everyAnswer = { [names.requestId]: requestId };

const charged = header(whole, "Credits this request cost; 0 unless a photo was colorized.", "CreditsCharged");

const idleAddOns = header(
  z.string().optional(),
  "Present when ordered add-ons changed nothing and were not charged: their names as in a job's order, comma between.",
  "IdleAddOns",
);

const remaining = header(whole, "Credits the account can still spend.", "CreditsRemaining");

/** Once the key is known: what was charged and what is left, and how many more requests may come this minute. */
const knownCaller = {
  ...everyAnswer,
  [names.creditsCharged]: charged,
  [names.creditsRemaining]: remaining,
  [names.rateLimitLimit]: header(whole, "Requests allowed in a minute.", "RateLimitLimit"),
  [names.rateLimitRemaining]: header(whole, "Requests left in this minute.", "RateLimitRemaining"),
  [names.rateLimitReset]: header(whole, "When the minute ends: seconds since 1970.", "RateLimitReset"),
  RateLimit: header(z.string(), "The same as the IETF draft spells it.", "RateLimit"),
  "RateLimit-Policy": header(z.string(), "The policy behind it, as the IETF draft spells it.", "RateLimitPolicy"),
};

const replayed = header(
  z.enum(["true"]).optional(),
  "Present when the answer to an earlier request with the same Idempotency-Key is given again.",
  "IdempotencyReplayed",
);

const result = {
  [names.jobId]: jobId,
  [names.idleAddOns]: idleAddOns,
  [names.model]: header(z.string(), "The model and the short hash of its weights.", "Model"),
  [names.provider]: header(z.string(), "What did the work.", "Provider"),
  [names.width]: header(whole, "Width of the picture in pixels.", "Width"),
  [names.height]: header(whole, "Height of the picture in pixels.", "Height"),
  [names.processingMs]: header(whole, "How long the work took, in milliseconds.", "ProcessingMs"),
  [names.outputExpiresAt]: header(z.iso.datetime(), "When the picture's link ends (RFC 3339).", "OutputExpiresAt"),
  [names.idempotencyReplayed]: replayed,
};

const accepted = {
  [names.jobId]: jobId,
  [names.idempotencyReplayed]: replayed,
  Location: header(z.string(), "Path of the job.", "JobLocation"),
  [names.preferenceApplied]: header(z.enum(["respond-async"]), "The preference that was followed.", "Preference"),
};

/** Headers of an answer, by what kind of answer it is. */
export const responseHeaders = {
  everyAnswer,
  /** Nobody is known, or a bug ended it early. */
  refused: { ...everyAnswer, [names.creditsCharged]: charged },
  knownCaller,
  /** Refused before the balance was worth reading. */
  turnedAway: { ...knownCaller, [names.creditsRemaining]: remaining.optional() },
  result: { ...knownCaller, ...result },
  accepted: { ...knownCaller, ...accepted },
  oneJob: { ...knownCaller, [names.jobId]: jobId },
  /** A job may or may not have been opened before it failed. */
  maybeJob: { [names.jobId]: z.string().optional().meta({ description: "The job, if one had been opened." }) },
  retryAfter: { "Retry-After": header(whole.min(1), "Whole seconds to wait.", "RetryAfter") },
  maybeRetryAfter: {
    "Retry-After": whole.min(1).optional().meta({ description: "Whole seconds to wait, if that helps." }),
  },
} satisfies Record<string, HeaderSchemas>;
