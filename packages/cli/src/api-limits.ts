import type { Job, Order } from "pixomax-client";

// What the API accepts. A test compares these lists with the studio's contract.
export const models = ["large", "tiny"] as const satisfies readonly Order["model"][];
export const addOns = ["cleanScratches", "faceRemaster"] as const satisfies readonly Order["autoAddOns"][number][];
export const outputFormats = [
  "png",
  "jpeg",
  "webp",
  "tiff",
  "avif",
] as const satisfies readonly Order["outputFormat"][];
export const metadataPolicies = ["keep", "strip_gps", "strip"] as const satisfies readonly Order["metadata"][];
export const outputProfiles = ["srgb", "keep"] as const satisfies readonly Order["outputProfile"][];
export const bitDepths = ["auto", "8", "16"] as const satisfies readonly Order["bitDepth"][];
export const jobStatuses = [
  "queued",
  "running",
  "succeeded",
  "failed",
  "canceled",
] as const satisfies readonly Job["status"][];
export const photoFormats = [
  "jpeg",
  "png",
  "webp",
  "gif",
  "tiff",
  "avif",
  "heic",
  "jxl",
  "jp2",
  "pdf",
  "bmp",
  "raw",
] as const;

/** Of one photo, in bytes. */
export const maxImageBytes = 25 * 1024 * 1024;
/** Of one quote. */
export const maxQuotedPhotos = 100_000;
