import type { Problem } from "@/lib/contract/problems";

/** Why each error is sent, in a sentence or two. */
export const errorCauses: Record<Problem["code"], string> = {
  invalid_multipart:
    "The body is not multipart/form-data, it ends before its closing boundary, or it is sent more slowly than 64 KiB a second.",
  image_missing:
    "The form has no part named image, and no single other one that is surely meant, such as image[] or file.",
  image_conflict: "There is more than one image part: two files, two texts, or a file and a text.",
  image_empty: "The image part contains no bytes.",
  image_too_large: "The photo is larger than the limit after decoding, however it was sent.",
  image_unsupported: "The first bytes match no supported format. The file's name and its declared type are ignored.",
  image_corrupt: "The format is supported, but the image is incomplete or cannot be decoded.",
  image_too_many_pixels: "Width times height is above the limit, no matter how small the file is.",
  page_not_found: "The file has fewer pages or frames than the page that was ordered.",
  nothing_to_color: "The photo is of pure black and white, without a gray in between that a color could belong to.",
  image_url_invalid:
    "The text is not an http or https URL the studio may open: it has another scheme, a user name or another port.",
  image_url_unreachable:
    "The URL did not return an image in time, or redirected more than five times. A public server's own status is in the detail; anything private, unknown or closed has one text.",
  image_url_blocked:
    "The URL leads to a network that is not public. The message is the same as for a URL that does not answer.",
  invalid_model: "The model field is not the name of a model.",
  invalid_boolean: "clean_scratches or face_remaster is neither true nor false.",
  invalid_option: "An optional field or header has a value that is not allowed.",
  invalid_request: "A field or query parameter has the wrong format; param names it.",
  idempotency_key_invalid:
    "The Idempotency-Key header is empty, too long, or contains characters other than visible ASCII.",
  idempotency_mismatch: "The same Idempotency-Key was used before with another photo or other fields.",
  idempotency_in_progress: "The first request with this Idempotency-Key has not ended yet.",
  job_not_finished: "What you requested exists only after the job has ended.",
  job_already_ended: "The job has already succeeded, failed or been canceled.",
  job_canceled: "The job was canceled while this call was waiting for it.",
  job_deleted: "The job was deleted, or its retention period is over.",
  archive_empty:
    "No job that an archive was requested for has a picture: they failed, have not ended, or their files are deleted.",
  job_has_no_output: "The job failed or was canceled, so there is no picture to adjust or to download.",
  webhook_url_invalid: "The URL is not a public http or https URL, or it leads to a private network.",
  webhook_limit: "The account has the maximum number of webhook endpoints.",
  share_limit: "The photo has the maximum number of shared pages that work at the same time.",
  api_key_missing: "The request has no X-Api-Key header.",
  api_key_invalid: "The key is mistyped, cut off or unknown to this studio.",
  api_key_revoked: "The key was revoked in the console. Revoking takes effect with the next request.",
  api_key_expired: "The key's expiry date has passed.",
  api_key_disabled: "The key is switched off.",
  sign_in_required: "A page of the studio was used without signing in. The public API never returns this.",
  sign_in_failed: "The email or password is wrong, or there were too many attempts.",
  second_factor_required: "The account has a second factor, and this sign-in has not shown it yet.",
  second_factor_failed: "The code is wrong, too old, or was used already.",
  wrong_address: "The studio has an address of its own, and the request came to another one.",
  operator_required: "The address belongs to the people who run the studio, and the account is no operator's.",
  account_suspended:
    "An operator has suspended the account, or its owner has asked for it to be deleted. Until then its photos and credits stay as they are.",
  key_address_denied: "The key may be used only from certain addresses, and the call came from another one.",
  foreign_origin: "A signed-in browser sent a write request from another site. It is refused to protect the account.",
  insufficient_credits:
    "The account has fewer credits than this call costs, or owes credits after a refund. Nothing was started.",
  key_budget_exceeded:
    "The key has spent its monthly budget, or this call costs more than is left of it. The detail has the numbers and when the next month begins (UTC). Nothing was started.",
  key_scope_denied:
    "The endpoint needs a scope that the key doesn't have: colorize, read or webhooks. The detail names it.",
  sign_up_closed: "This studio is not taking new accounts.",
  not_found: "There is nothing at this URL, or it belongs to another account.",
  method_not_allowed: "The endpoint exists, but does not support this method.",
  email_taken: "An account with this email address already exists.",
  link_invalid: "The signature of a file link does not match: the link was changed or cut off.",
  link_expired: "File links are valid for a limited time, and this one has expired.",
  link_revoked: "The owner of the photo has withdrawn this link to its page.",
  link_used: "The link does one thing once, and that is done.",
  last_operator: "Without this account nobody could run the studio from its pages any more.",
  setting_fixed: "The environment that the studio was started with sets this, and it wins.",
  key_not_active:
    "The key was revoked, replaced, disabled or has expired, so it cannot be changed this way. The public API never returns this.",
  sign_in_connected: "The account of the other service signs in to another account here.",
  last_sign_in: "Without this sign-in nothing would open the account any more.",
  rate_limited: "The key or the account sent more requests in a minute than allowed.",
  too_many_uploads: "Too many uploads are running right now.",
  over_capacity: "The queue is full, so the request was refused at once instead of waiting.",
  upstream_error: "The colorize provider failed or could not be reached.",
  upstream_timeout: "The colorize provider did not answer before the deadline.",
  upstream_invalid_output: "The colorize provider returned something that is not an image.",
  storage_limit:
    "The files of this account's jobs take up as much as one account may store here. They are deleted when they expire.",
  storage_full: "The studio's disk has less free space than a photo may need, or a write failed for that reason.",
  storage_unavailable: "The place where the studio keeps photos is down, overloaded or refuses access.",
  database_unavailable: "The studio's database is down, restarting or overloaded.",
  engine_failed:
    "The engine's worker that had the photo ended, for example because memory ran out. It is started anew.",
  not_configured: "Nothing is set up here for what you requested, for example an add-on without a model.",
  provider_disabled: "The public API is switched off on this installation.",
  maintenance: "The studio is down for maintenance.",
  pack_unknown: "No credit pack with this id is for sale.",
  webhook_invalid: "The request was not signed by Stripe with this studio's secret, or its signature is too old.",
  payment_provider_error: "Stripe could not be reached, or it refused the studio's request. No money moved.",
  payments_off: "This studio has no Stripe keys, so it sells no credits. Everything else works.",
  internal_error: "An error in the studio. It is logged under the request id.",
};
