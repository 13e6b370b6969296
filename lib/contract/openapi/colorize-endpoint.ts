import { z } from "zod";
import { colorizeAnswerSchema } from "../answers";
import { headers as names } from "../headers";
import { outputFormats } from "../order";
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
  scope: "colorize",
  tag: "Colorize",
  summary: "Colorize one photo",
  description:
    "Costs 1 credit, plus 1 for `clean_scratches` and 2 for `face_remaster`. Only a successful request is charged, and an add-on that " +
    "changes no sample by more than 2/255 is not. Unknown fields are ignored; `X-Ignored-Fields` names them. With `Accept: image/*` the response is the picture itself.",
  parameters: {
    header: z.object({
      [names.idempotencyKey]: z
        .string()
        .regex(/^[\x21-\x7e]{1,255}$/)
        .optional()
        .meta({
          description:
            "A key of your choice, such as a UUID. A request repeated with the same key runs and is charged only once. " +
            "Keys are kept for 24 hours.",
        }),
      [names.prefer]: z.string().optional().meta({
        description:
          "With `respond-async` the response is an immediate 202, and the photo is colorized in the background.",
        example: "respond-async",
      }),
    }),
  },
  body: { "multipart/form-data": { schema: orderFormSchema } },
  answers: {
    200: {
      description: "The photo is colorized. The link works without a key until `X-Output-Expires-At`.",
      headers: responseHeaders.result,
      content: {
        "application/json": { schema: colorizeAnswerSchema, example: { outputUrl: jobExample.outputUrl } },
        ...Object.fromEntries(outputFormats.map((format) => [`image/${format}`, picture])),
      },
    },
    202: {
      description: "Accepted as an async job. Poll `statusUrl` for its state, or use a webhook.",
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
    "page_not_found",
    "nothing_to_color",
    "image_url_invalid",
    // image_url_blocked is never sent: a blocked address must look like a closed port.
    "image_url_unreachable",
    "invalid_model",
    "invalid_boolean",
    "invalid_option",
    "idempotency_key_invalid",
    "insufficient_credits",
    "key_budget_exceeded",
    "idempotency_in_progress",
    "job_canceled",
    "job_deleted",
    "idempotency_mismatch",
    "too_many_uploads",
    "over_capacity",
    "upstream_error",
    "upstream_timeout",
    "upstream_invalid_output",
    "engine_failed",
    "not_configured",
    "storage_limit",
    "storage_full",
    "storage_unavailable",
    "maintenance",
    ...callerErrors,
  ],
};
