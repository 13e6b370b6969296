// The server imports this file outside Next, so it cannot import "server-only".
import { maxBodyBytes, maxCopyBytes, maxImageBytes } from "../../contract/limits";

const KiB = 1024;

/** A JSON body, as every schema in a route's `body` reads it. */
export const jsonBody = { maxBytes: 64 * KiB } as const;

/**
 * Bodies that a handler reads itself. A route declares one of these words, and the handler reads no more than it allows. This
 * table and `jsonBody` are the only place where a body's bytes are limited.
 */
export const rawBodies = {
  /** The form of an order, with its photo. */
  order: { maxBytes: maxBodyBytes },
  /** The small copy of a photo that is inspected. */
  copy: { maxBytes: maxCopyBytes },
  /** A photo as it is, to be shown. */
  photo: { maxBytes: maxImageBytes },
  /** An event of Stripe's; they are a few kilobytes. */
  event: { maxBytes: 1024 * KiB },
  /** Email, password and where to go afterward; an address may be long. */
  credentials: { maxBytes: 16 * KiB },
} as const;
export type RawBody = keyof typeof rawBodies;

/** Bodies that may take UPLOAD_TIMEOUT_SECONDS. Every other one has `smallBodySeconds`. */
export const uploads: readonly RawBody[] = ["order", "copy", "photo"];
/** Where they are sent: the HTTP server has to know before Next has found the route. A test compares it with the routes. */
export const uploadPaths: readonly string[] = [
  "/api/v1/colorize",
  "/api/workbench/colorize",
  "/api/workbench/inspect",
  "/api/workbench/preview",
];

/** How long a body may take that is no upload, whatever UPLOAD_TIMEOUT_SECONDS allows those. */
export const smallBodySeconds = 30;

/** What a sender has to keep up from the grace on, on the average since the start. */
export type Pace = { bytesPerSecond: number; graceSeconds: number };
/** Of every body: somebody who sends a few bytes a second holds a place that another account is waiting for. */
export const minimumPace: Pace = { bytesPerSecond: 64 * KiB, graceSeconds: 10 };

/**
 * What the HTTP server lets pass where no handler reads the body, or something else than a handler does: no less than any
 * handler's own bound, which comes first and knows what to say.
 */
export const anyBody = { maxBytes: maxBodyBytes, seconds: 40 } as const;
