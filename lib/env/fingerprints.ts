import { createHmac } from "node:crypto";
import { type SecretName, secretNames } from "./secrets";
import type { GivenSettings, Settings } from "./settings-schema";

/**
 * What the instances of one studio have in common, besides the secrets.
 *
 * - must: what one of them did would be wrong at another. The address that links, receipts and webhooks name, the place of the
 *   files, and the place where requests are counted (in two places each limit would be twice what it says).
 * - should: callers would notice which one they reached.
 * - own: each has its own, or may differ while one after the other is restarted.
 */
export const agreements = {
  must: ["PUBLIC_URL", "S3_BUCKET", "S3_ENDPOINT", "REDIS_URL"],
  should: [
    "TRUST_PROXY",
    "COLORIZE_PROVIDER",
    "COLORIZE_PROVIDERS",
    "PROVIDER_COSTS",
    "PIXOMAX_URL",
    "PIXOMAX_API_KEY",
    "REPLICATE_URL",
    "REPLICATE_API_TOKEN",
    "REPLICATE_VERSION",
    "FAL_URL",
    "FAL_KEY",
    "PROVIDER_TIMEOUT_SECONDS",
    "EDITS_URL",
    "EDITS_API_KEY",
    "EDITS_MODEL",
    "EDITS_PROMPT",
    "EDITS_SIZE",
    "COLORIZE_MODEL_LARGE",
    "COLORIZE_MODEL_TINY",
    "COLORIZE_MODEL_CLARITY",
    "COLORIZE_MODEL_REPAIR",
    "API_ENABLED",
    "SIGN_UP",
    "SIGNUP_CREDITS",
    "SIGNUP_CREDITS_PER_RANGE_PER_DAY",
    "SIGNUP_CREDITS_PER_DAY",
    "TEST_JOBS_PER_DAY",
    "ACCOUNT_STORAGE_GB",
    "RETENTION_HOURS",
    "KEEP_PHOTOS",
    "KEY_REQUESTS_PER_MINUTE",
    "ACCOUNT_REQUESTS_PER_MINUTE",
    "MAX_IMAGE_MEGAPIXELS",
    "MAX_WAITING_JOBS",
    "IMAGE_URL_ALLOWED_HOSTS",
    "WEBHOOK_ALLOWED_HOSTS",
    "WEBHOOK_RETRY_SECONDS",
    "SMTP_URL",
    "MAIL_FROM",
    "GITHUB_CLIENT_ID",
    "GITHUB_CLIENT_SECRET",
    "GOOGLE_CLIENT_ID",
    "GOOGLE_CLIENT_SECRET",
    "OIDC_ISSUER",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_NAME",
    "OPERATOR_CONTACT",
    "AUDIT_DAYS",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "STRIPE_API_BASE",
    "STRIPE_AUTOMATIC_TAX",
    "STRIPE_PROMOTION_CODES",
    "CREDIT_PACKS",
  ],
  own: [
    "PORT",
    "HOST",
    "DATA_DIR",
    "DATABASE_URL",
    "ROLE",
    "DRAIN_SECONDS",
    "S3_REGION",
    "S3_ACCESS_KEY_ID",
    "S3_SECRET_ACCESS_KEY",
    "S3_LINKS",
    "METRICS_TOKEN",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "SECURITY_CONTACT",
    "LOG_LEVEL",
    "LEGAL_DIR",
    "MODELS_MIRROR",
    "MODELS_OFFLINE",
    "ENGINE_WORKERS",
    "ENGINE_THREADS",
    "ENGINE_PROVIDER",
    "ENGINE_QUEUE",
    "REMOTE_PHOTOS",
    "MAINTENANCE",
    "MAINTENANCE_MESSAGE",
    "MAINTENANCE_UNTIL",
    "MIN_FREE_DISK_MB",
    "MAX_PARALLEL_UPLOADS",
    "UPLOAD_TIMEOUT_SECONDS",
  ],
} as const satisfies Record<string, readonly (keyof GivenSettings)[]>;

/** By the name of a secret or setting. */
export type Fingerprints = Record<string, string>;

/**
 * Whether two values are the same, without the values: 32 bits of an HMAC with the value as its key. Too few to learn a secret
 * from, even by guessing, as secrets are random and at least 32 characters; two different ones look alike once in four billion times.
 */
const fingerprint = (name: string, value: string): string =>
  createHmac("sha256", value).update(`pixomax-studio ${name}`).digest("hex").slice(0, 8);

export function fingerprintSecrets(settings: Pick<Settings, SecretName>): Fingerprints {
  return Object.fromEntries(secretNames.map((name) => [name, fingerprint(name, settings[name])]));
}

/** Of every setting that must or should be the same on all instances, as the environment gives it: what the database has is everybody's. */
export function fingerprintSettings(settings: Settings): Fingerprints {
  const value = (name: keyof Settings) => (name === "REDIS_URL" ? placeOf(settings[name]) : settings[name]) ?? null;
  const names = [...agreements.must, ...agreements.should];
  return Object.fromEntries(names.map((name) => [name, fingerprint(name, JSON.stringify(value(name)))]));
}

/** Users and passwords may differ where the place is the same. */
function placeOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const { host, pathname } = new URL(url);
  return host + pathname;
}
