import { z } from "zod";
import { colorizeAnswerSchema } from "../answers";
import { headers as names } from "../headers";
import { acceptedJobSchema } from "../v1/jobs";
import { callerErrors, type Endpoint } from "./endpoint";
import { acceptedJobExample, jobExample } from "./examples";
import { orderFormSchema } from "./order-form";
import { responseHeaders } from "./response-headers";

const picture = { schema: { type: "string", format: "binary" } } as const;

export const colorizeEndpoint: Endpoint = {
  method: "post",
  path: "/api/v1/colorize",
  operationId: "colorize",
  tag: "Colorize",
  summary: "Colorize one photo",
  description:
    "1 credit, +1 for `clean_scratches`, +2 for `face_remaster`; charged only when a picture comes back. " +
    "An add-on that changes no sample by more than 2/255 is not charged. " +
    "Fields that are not listed are ignored. With `Accept: image/*` the answer is the picture itself.",
  parameters: {
    header: z.object({
      [names.idempotencyKey]: z
        .string()
        .regex(/^[\x21-\x7e]{1,255}$/)
        .optional()
        .meta({
          description: "Repeat a request with the same key and it runs and is charged once. Kept for 24 hours.",
        }),
      [names.prefer]: z.string().optional().meta({
        description: "`respond-async`: answer 202 at once and colorize in the background.",
        example: "respond-async",
      }),
    }),
  },
  body: { "multipart/form-data": { schema: orderFormSchema } },
  answers: {
    200: {
      description: "Colorized. The link works without a key, for a limited time.",
      headers: responseHeaders.result,
      content: {
        "application/json": { schema: colorizeAnswerSchema, example: { outputUrl: jobExample.outputUrl } },
        "image/png": picture,
        "image/jpeg": picture,
        "image/webp": picture,
      },
    },
    202: {
      description: "Accepted: the job waits or runs. Ask `statusUrl` how it goes.",
      headers: responseHeaders.accepted,
      content: { "application/json": { schema: acceptedJobSchema, example: acceptedJobExample } },
    },
  },
  errors: [
    "invalid_multipart",
    "image_missing",
    "image_conflict",
    "image_empty",
    "image_too_large",
    "image_unsupported",
    "image_corrupt",
    "image_too_many_pixels",
    "image_url_invalid",
    // image_url_blocked is never told: a blocked address and a closed port must read the same.
    "image_url_unreachable",
    "invalid_model",
    "invalid_boolean",
    "invalid_option",
    "idempotency_key_invalid",
    "insufficient_credits",
    "idempotency_in_progress",
    "job_canceled",
    "job_deleted",
    "idempotency_mismatch",
    "too_many_uploads",
    "over_capacity",
    "upstream_error",
    "upstream_timeout",
    "upstream_invalid_output",
    "not_configured",
    "maintenance",
    ...callerErrors,
  ],
};
