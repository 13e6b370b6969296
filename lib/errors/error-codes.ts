/** Every way a request can go wrong, as a closed list. Each code needs a row in lib/contract/problems.ts. */
export const errorCodes = [
  // the request
  "invalid_multipart",
  "image_missing",
  "image_conflict",
  "image_empty",
  "image_too_large",
  "image_unsupported",
  "image_corrupt",
  "image_too_many_pixels",
  "image_url_invalid",
  "image_url_unreachable",
  "image_url_blocked",
  "invalid_model",
  "invalid_boolean",
  "invalid_option",
  "invalid_request",
  "idempotency_key_invalid",
  "idempotency_mismatch",
  "webhook_url_invalid",
  // authentication
  "api_key_missing",
  "api_key_invalid",
  "api_key_revoked",
  "api_key_expired",
  "api_key_disabled",
  "sign_in_required",
  "sign_in_failed",
  "foreign_origin",
  // permissions
  "insufficient_credits",
  "key_budget_exceeded",
  "key_scope_denied",
  "storage_limit",
  "sign_up_closed",
  // addresses and links
  "not_found",
  "method_not_allowed",
  "email_taken",
  "link_invalid",
  "link_expired",
  "link_revoked",
  // state conflicts
  "idempotency_in_progress",
  "job_not_finished",
  "job_already_ended",
  "job_canceled",
  "job_deleted",
  "archive_empty",
  "job_has_no_output",
  "webhook_limit",
  "share_limit",
  // limits
  "rate_limited",
  "too_many_uploads",
  "over_capacity",
  // the provider
  "upstream_error",
  "upstream_timeout",
  "upstream_invalid_output",
  "not_configured",
  "provider_disabled",
  "maintenance",
  // the machine
  "storage_full",
  "database_unavailable",
  "engine_failed",
  // payments
  "pack_unknown",
  "webhook_invalid",
  "payment_provider_error",
  "payments_off",
  // bugs of the studio
  "internal_error",
] as const;

export type ErrorCode = (typeof errorCodes)[number];
