import { z } from "zod";
import { headers as names } from "../headers";

const whole = z.number().int().min(0);
const header = (schema: z.ZodType, description: string, id: string) => schema.meta({ description, header: { id } });
type HeaderSchemas = Record<string, z.ZodType>;

const requestId = header(z.string(), "ID of this request. Quote it when you report a problem.", "RequestId");
const jobId = header(z.string(), "ID of the job that this request created or refers to.", "JobId");

/** The headers of every answer under /api/v1. */
const everyAnswer = { [names.requestId]: requestId };

const charged = header(
  whole,
  "Credits that this request was charged; 0 unless a photo was colorized.",
  "CreditsCharged",
);

const idleAddOns = header(
  z.string().optional(),
  "Present when ordered add-ons changed nothing and were not charged: their names as in a job's `order`, separated by commas.",
  "IdleAddOns",
);

const ignoredFields = z
  .string()
  .optional()
  .meta({
    description:
      "Present when form fields were ignored: their names separated by commas, each with the known name that it is near to, as in " +
      "`clean_scratchs (did you mean clean_scratches?)`. At most 10 of 40 characters, other than plain ones percent-encoded; " +
      "then `N more`.",
    header: { id: "IgnoredFields" },
  });

const photoPages = header(
  whole.min(2).optional(),
  "Present when the photo's file has several pages or frames: how many. One was colorized, `page` of the order.",
  "PhotoPages",
);

const photoNotes = header(
  z.string().optional(),
  "Present when something was noticed in the photo's file: codes as in a job's `photo.notes`, separated by commas.",
  "PhotoNotes",
);

const remaining = header(whole, "Credits that the account can still spend.", "CreditsRemaining");

/** Headers of answers to a known key: the charge, the remaining credits and the rate limit. */
const knownCaller = {
  ...everyAnswer,
  [names.creditsCharged]: charged,
  [names.creditsRemaining]: remaining,
  [names.rateLimitLimit]: header(whole, "Requests allowed in a minute.", "RateLimitLimit"),
  [names.rateLimitRemaining]: header(whole, "Requests left in this minute.", "RateLimitRemaining"),
  [names.rateLimitReset]: header(whole, "When the limit resets, in seconds since 1970.", "RateLimitReset"),
  RateLimit: header(z.string(), "The same in the format of the IETF draft.", "RateLimit"),
  "RateLimit-Policy": header(z.string(), "The policy in the format of the IETF draft.", "RateLimitPolicy"),
};

const replayed = header(
  z.enum(["true"]).optional(),
  "Present when this repeats the answer to an earlier request with the same Idempotency-Key.",
  "IdempotencyReplayed",
);

const result = {
  [names.jobId]: jobId,
  [names.idleAddOns]: idleAddOns,
  [names.ignoredFields]: ignoredFields,
  [names.photoPages]: photoPages,
  [names.photoNotes]: photoNotes,
  [names.model]: header(z.string(), "Name and short hash of the weights that ran.", "Model"),
  [names.provider]: header(z.string(), "The provider that colorized the photo.", "Provider"),
  [names.width]: header(whole, "Width of the picture in pixels.", "Width"),
  [names.height]: header(whole, "Height of the picture in pixels.", "Height"),
  [names.processingMs]: header(whole, "Processing time in milliseconds.", "ProcessingMs"),
  [names.outputExpiresAt]: header(
    z.iso.datetime(),
    "When the link to the picture expires (RFC 3339).",
    "OutputExpiresAt",
  ),
  [names.idempotencyReplayed]: replayed,
};

const accepted = {
  [names.jobId]: jobId,
  [names.photoPages]: photoPages,
  [names.photoNotes]: photoNotes,
  [names.ignoredFields]: ignoredFields,
  [names.idempotencyReplayed]: replayed,
  Location: header(z.string(), "Path of the job.", "JobLocation"),
  [names.preferenceApplied]: header(z.enum(["respond-async"]), "The preference that was followed.", "Preference"),
};

/** The headers of each kind of answer. */
export const responseHeaders = {
  everyAnswer,
  /** No valid key, or an internal error. */
  refused: { ...everyAnswer, [names.creditsCharged]: charged },
  knownCaller,
  /** Refused before the balance was read. */
  turnedAway: { ...knownCaller, [names.creditsRemaining]: remaining.optional() },
  result: { ...knownCaller, ...result },
  accepted: { ...knownCaller, ...accepted },
  oneJob: { ...knownCaller, [names.jobId]: jobId },
  /** The request can fail before or after its job is created. */
  maybeJob: { [names.jobId]: z.string().optional().meta({ description: "ID of the job, if one was created." }) },
  /** The request has a form, of which at least a part was read. */
  form: { [names.ignoredFields]: ignoredFields },
  retryAfter: { "Retry-After": header(whole.min(1), "Seconds to wait before trying again.", "RetryAfter") },
  maybeRetryAfter: {
    "Retry-After": whole
      .min(1)
      .optional()
      .meta({ description: "Seconds to wait before trying again, if waiting helps." }),
  },
} satisfies Record<string, HeaderSchemas>;
