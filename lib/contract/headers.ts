/** Header names of the public API, spelled once. */
export const headers = {
  apiKey: "X-Api-Key",
  clientRef: "X-Client-Ref",
  requestId: "X-Request-Id",
  jobId: "X-Job-Id",
  creditsCharged: "X-Credits-Charged",
  creditsRemaining: "X-Credits-Remaining",
  rateLimitLimit: "X-RateLimit-Limit",
  rateLimitRemaining: "X-RateLimit-Remaining",
  rateLimitReset: "X-RateLimit-Reset",
  model: "X-Model",
  provider: "X-Provider",
  width: "X-Width",
  height: "X-Height",
  processingMs: "X-Processing-Ms",
  outputExpiresAt: "X-Output-Expires-At",
} as const;
