/** The header names of the public API. */
export const headers = {
  apiKey: "X-Api-Key",
  clientRef: "X-Client-Ref",
  idempotencyKey: "Idempotency-Key",
  idempotencyReplayed: "Idempotency-Replayed",
  prefer: "Prefer",
  preferenceApplied: "Preference-Applied",
  requestId: "X-Request-Id",
  jobId: "X-Job-Id",
  creditsCharged: "X-Credits-Charged",
  idleAddOns: "X-Idle-Add-Ons",
  ignoredFields: "X-Ignored-Fields",
  creditsRemaining: "X-Credits-Remaining",
  rateLimitLimit: "X-RateLimit-Limit",
  rateLimitRemaining: "X-RateLimit-Remaining",
  rateLimitReset: "X-RateLimit-Reset",
  photoPages: "X-Photo-Pages",
  photoNotes: "X-Photo-Notes",
  model: "X-Model",
  provider: "X-Provider",
  width: "X-Width",
  height: "X-Height",
  processingMs: "X-Processing-Ms",
  outputExpiresAt: "X-Output-Expires-At",
} as const;

/**
 * With it, a link to a file is answered with the bytes by the studio itself, never with a redirect to its storage: a page's script
 * may read nothing of another origin.
 */
export const fileBytesHeader = "X-File-Bytes";
