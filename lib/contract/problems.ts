import { z } from "zod";
import { type ErrorCode, errorCodes } from "../errors/error-codes";
import { accountProblems } from "./accounts/account-problems";
import { listPhotoFormats } from "./photos/photo-formats";

type Row = { status: number; title: string; fix: string };

/**
 * The one table from error code to HTTP status, title and what to do next. The docs page, the OpenAPI document and the handlers
 * read it. Statuses and codes are part of the public contract; titles and fixes are for people and may be reworded.
 */
export const problems: Record<ErrorCode, Row> = {
  ...accountProblems,
  invalid_multipart: {
    status: 400,
    title: "Invalid multipart form",
    fix: "Send the request as multipart/form-data with one `image` part.",
  },
  image_missing: {
    status: 400,
    title: "No image",
    fix: "Add an `image` part: a file, an http(s) URL, base64 text or a data URL.",
  },
  image_conflict: { status: 400, title: "More than one image", fix: "Send exactly one `image` part." },
  image_empty: { status: 400, title: "Empty image", fix: "Send an image file that is not empty." },
  image_too_large: { status: 400, title: "Image too large", fix: "Send an image of at most 25 MB." },
  image_unsupported: {
    status: 400,
    title: "Unsupported image format",
    fix: `Send a photo as ${listPhotoFormats("or")}.`,
  },
  image_corrupt: {
    status: 400,
    title: "Damaged image",
    fix: "Check that the file opens in an image viewer, then send it again.",
  },
  image_too_many_pixels: {
    status: 400,
    title: "Too many pixels",
    fix: "Make the image smaller, or ask the person who runs this studio whether it may take larger ones.",
  },
  page_not_found: { status: 400, title: "No such page", fix: "Send a `page` that the file has, counted from 1." },
  nothing_to_color: {
    status: 400,
    title: "Nothing to color",
    fix: "Scan the photo in gray (8 bits or more), not in black and white, and send it again.",
  },
  image_url_invalid: {
    status: 400,
    title: "Invalid image URL",
    fix: "Send a public http or https URL on port 80 or 443.",
  },
  image_url_unreachable: {
    status: 400,
    title: "Image URL not reachable",
    fix: "Check that the URL is public and returns an image.",
  },
  image_url_blocked: {
    status: 400,
    title: "Image URL not reachable",
    fix: "Check that the URL is public and returns an image.",
  },
  invalid_model: { status: 400, title: "Unknown model", fix: "Use `large` or `tiny`." },
  invalid_boolean: {
    status: 400,
    title: "Invalid true or false value",
    fix: "Send `true` or `false`, or `auto` for an add-on.",
  },
  invalid_option: { status: 400, title: "Invalid option", fix: "Check the allowed values in the documentation." },
  invalid_request: {
    status: 400,
    title: "Invalid request",
    fix: "Check the fields of this endpoint in the documentation.",
  },
  idempotency_key_invalid: {
    status: 400,
    title: "Invalid Idempotency-Key",
    fix: "Send 1 to 255 visible ASCII characters, for example a UUID.",
  },
  idempotency_mismatch: {
    status: 422,
    title: "Idempotency-Key already used for another request",
    fix: "Use a new key for each new request. Reuse a key only to repeat exactly the same request.",
  },
  idempotency_in_progress: {
    status: 409,
    title: "The first request with this key is still running",
    fix: "Wait for Retry-After seconds, then send the same request with the same key again.",
  },
  job_not_finished: {
    status: 409,
    title: "The job has not ended yet",
    fix: "Wait until the job has ended, or cancel it first.",
  },
  job_already_ended: {
    status: 409,
    title: "The job has already ended",
    fix: "Nothing to do: a job that has ended cannot be canceled.",
  },
  job_canceled: {
    status: 409,
    title: "The job was canceled",
    fix: "Send the photo again if you still want it colorized.",
  },
  job_deleted: {
    status: 410,
    title: "The job's files are deleted",
    fix: "Send the photo again with another Idempotency-Key.",
  },
  archive_empty: {
    status: 409,
    title: "No picture for an archive",
    fix: "Name at least one job that has succeeded and whose files are not deleted.",
  },
  job_has_no_output: {
    status: 409,
    title: "The job has no picture",
    fix: "Use a job that has succeeded.",
  },
  webhook_url_invalid: {
    status: 400,
    title: "Invalid webhook URL",
    fix: "Use a public https or http URL on port 80 or 443.",
  },
  webhook_limit: {
    status: 409,
    title: "Too many webhook endpoints",
    fix: "Delete an endpoint that you no longer need.",
  },
  share_limit: {
    status: 409,
    title: "Too many links to one photo",
    fix: "Withdraw a link that you no longer need.",
  },
  insufficient_credits: {
    status: 403,
    title: "Insufficient credits",
    fix: "Add credits in the console, or choose fewer add-ons.",
  },
  storage_limit: {
    status: 403,
    title: "This account's files take up its whole share",
    fix: "Delete jobs you no longer need in the console, or wait until their files expire.",
  },
  not_found: { status: 404, title: "Not found", fix: "Check the address." },
  method_not_allowed: { status: 405, title: "Method not allowed", fix: "Use a method listed in the Allow header." },
  link_invalid: { status: 403, title: "Invalid link", fix: "Use the link exactly as you received it." },
  link_expired: { status: 410, title: "Link expired", fix: "Open the job in the console for a fresh link." },
  link_revoked: { status: 410, title: "Link withdrawn", fix: "Ask the owner of the photo for a new link." },
  last_sign_in: {
    status: 409,
    title: "The last way to sign in",
    fix: "Set a password or connect another sign-in first.",
  },
  rate_limited: { status: 429, title: "Too many requests", fix: "Wait for Retry-After seconds, then try again." },
  too_many_uploads: {
    status: 429,
    title: "Too many uploads at once",
    fix: "Wait for Retry-After seconds, then try again with fewer uploads at a time.",
  },
  over_capacity: { status: 429, title: "The queue is full", fix: "Wait for Retry-After seconds, then try again." },
  upstream_error: { status: 502, title: "The provider failed", fix: "Try again. Nothing was charged." },
  upstream_timeout: { status: 502, title: "The provider took too long", fix: "Try again. Nothing was charged." },
  upstream_invalid_output: {
    status: 502,
    title: "The provider returned no usable image",
    fix: "Try again. Nothing was charged.",
  },
  not_configured: {
    status: 503,
    title: "Not available on this studio",
    fix: "Leave this option out, or ask the operator to set it up.",
  },
  provider_disabled: {
    status: 503,
    title: "The API is switched off",
    fix: "Try again later. The operator has switched the API off for now.",
  },
  maintenance: { status: 503, title: "Down for maintenance", fix: "Wait for Retry-After seconds, then try again." },
  storage_full: {
    status: 503,
    title: "The studio's disk is full",
    fix: "Wait for Retry-After seconds, then try again. The operator has to make room.",
  },
  storage_unavailable: {
    status: 503,
    title: "The studio's storage does not answer",
    fix: "Wait for Retry-After seconds, then try again.",
  },
  database_unavailable: {
    status: 503,
    title: "The studio's database does not answer",
    fix: "Wait for Retry-After seconds, then try again.",
  },
  engine_failed: {
    status: 503,
    title: "The engine is not running",
    fix: "Wait for Retry-After seconds, then try again. The photo is probably fine.",
  },
  pack_unknown: { status: 400, title: "Unknown pack", fix: "Choose one of the packs on the billing page." },
  webhook_invalid: {
    status: 400,
    title: "Event not signed by Stripe",
    fix: "Check that the studio has the signing secret of this very endpoint.",
  },
  payment_provider_error: {
    status: 502,
    title: "The payment service did not answer",
    fix: "Try again in a minute. Nothing was charged.",
  },
  payments_off: {
    status: 503,
    title: "Payments are off",
    fix: "Ask the person who runs this studio for credits.",
  },
  internal_error: {
    status: 500,
    title: "Internal error",
    fix: "Try again. If it happens again, report the request ID.",
  },
};

export const errorCodeSchema = z.enum(errorCodes);

/** RFC 9457 problem+json: the body of every error under /api. `creditsCharged` is always 0, because an error is never charged. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: errorCodeSchema,
  param: z.string().optional(),
  requestId: z.string(),
  creditsCharged: z.literal(0),
  retryAfter: z.number().int().optional(),
  fix: z.string(),
  error: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
