import { z } from "zod";
import { creditPacksSchema, defaultPacks } from "../contract/packs";
import { providerNames } from "./provider-names";
import { refuseContradictions } from "./refuse-contradictions";
import { readRemoteModel } from "./remote-model";
import type { SecretName } from "./secrets";

const whole = (low: number, high: number) => {
  const error = `must be a whole number from ${low} to ${high}`;
  return z.coerce.number({ error }).int({ error }).min(low, { error }).max(high, { error });
};
const flag = z.enum(["true", "false"], { error: "must be true or false" }).transform((text) => text === "true");
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `must be one of ${values.join(", ")}` });
const origin = z
  .url({ protocol: /^https?$/, error: "must be an http or https URL, such as https://studio.example.org" })
  .transform((text) => new URL(text).origin);
const contact = z.url({
  protocol: /^(mailto|https|tel)$/,
  error: "must be a mailto:, https: or tel: URI, such as mailto:security@example.org",
});
/** Its user and password are decoded when mail is sent; a lone % would fail each mail. */
const mailServer = z
  .url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// URL" })
  .regex(/^([^%]|%[0-9a-f]{2})*$/i, "must have its user and password percent-encoded: a % is %25");
const mailSender = z
  .string()
  .regex(
    /^([^<>\p{Cc}]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/u,
    "must be an address, such as Pixomax Studio <studio@example.org>",
  );
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);
/** `replicate:0.0023,edits:0.04` → millionths by provider. */
const providerCosts = list
  .transform((items): [string, unknown][] => items.map((item) => [item.split(":")[0] ?? "", item.split(":")[1]]))
  .pipe(z.array(z.tuple([oneOf(providerNames), z.string().regex(/^\d{1,4}(\.\d{1,6})?$/, "must be such as 0.0023")])))
  .transform((pairs) => Object.fromEntries(pairs.map(([name, cost]) => [name, Math.round(Number(cost) * 1_000_000)])));
const listed = "must be a name that `npm run models -- list` shows";
const modelName = z
  .string()
  .regex(/^(?!oip:)/, "must be a model on this machine: only color can come from a model server (oip:)")
  .regex(/^[a-z0-9-]+$/, listed);
const colorModel = z
  .string()
  .refine(
    (text) => /^[a-z0-9-]+$/.test(text) || readRemoteModel(text) !== null,
    `${listed}, or oip: and the address of a model, such as oip:http://gpu:8000/v2/models/ddcolor`,
  );
/** Sent in a header; anything else in it would fail each photo. */
const headerValue = z.string().regex(/^[\x21-\x7e]+$/, "must be a key without spaces, as its service shows it");
const secret = z.string().min(32, "must be at least 32 characters");
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "must be valid JSON" });
    return z.NEVER;
  }
});

/**
 * Every setting. A test checks that `.env.example` lists the same ones. None is required: the defaults run a studio on one
 * machine, and secrets that are left out are generated once into DATA_DIR.
 */
export const settingsSchema = z
  .object({
    PORT: whole(0, 65535).default(3000),
    HOST: z.string().min(1).default("127.0.0.1"),
    DATA_DIR: z.string().min(1).default(".data"),
    PUBLIC_URL: origin.optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// URL" }).optional(),
    ROLE: oneOf(["all", "web", "worker"]).default("all"),
    DRAIN_SECONDS: whole(0, 300).default(0),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must be a redis:// or rediss:// URL" }).optional(),
    S3_BUCKET: z.string().min(3, "must be the name of a bucket").optional(),
    S3_ENDPOINT: origin.optional(),
    S3_REGION: z.string().min(1).default("us-east-1"),
    S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    S3_LINKS: oneOf(["redirect", "proxy"]).default("redirect"),
    METRICS_TOKEN: z.string().min(16, "must be at least 16 characters").optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).optional(),
    TRUST_PROXY: flag.default(false),
    SECURITY_CONTACT: contact.optional(),
    LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"]).default("info"),

    COLORIZE_PROVIDER: oneOf([...providerNames, "none"]).default("embedded"),
    COLORIZE_PROVIDERS: list
      .transform((names): unknown[] => names)
      .pipe(z.array(oneOf(providerNames)).min(1, "must name at least one provider"))
      .refine((names) => new Set(names).size === names.length, "must name each provider once")
      .optional(),
    PROVIDER_COSTS: providerCosts.optional(),
    PIXOMAX_URL: origin.optional(),
    PIXOMAX_API_KEY: z.string().min(1).optional(),
    REPLICATE_URL: origin.optional(),
    REPLICATE_API_TOKEN: headerValue.optional(),
    REPLICATE_VERSION: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "must be the 64 hex digits of a model's version")
      .default("ca494ba129e44e45f661d6ece83c4c98a9a7c774309beca01429b58fce8aa695"),
    FAL_URL: z
      .url({
        protocol: /^https?$/,
        error: "must be an http or https URL, such as https://queue.fal.run/fal-ai/ddcolor",
      })
      .default("https://queue.fal.run/fal-ai/ddcolor"),
    FAL_KEY: headerValue.optional(),
    REMOTE_PHOTOS: whole(1, 64).default(4),
    PROVIDER_TIMEOUT_SECONDS: whole(1, 3600).default(120),
    EDITS_URL: z
      .url({ protocol: /^https?$/, error: "must be an http or https URL, such as https://api.openai.com/v1" })
      .optional(),
    EDITS_API_KEY: headerValue.optional(),
    EDITS_MODEL: z
      .string()
      .regex(/^[\w.:/-]{1,80}$/, "must be a model's name of at most 80 letters, digits and . : / _ -")
      .default("gpt-image-1"),
    EDITS_PROMPT: z.string().trim().min(1).max(4000, "must have at most 4,000 characters").optional(),
    EDITS_SIZE: oneOf(["auto", "1024x1024", "1536x1024", "1024x1536"]).default("auto"),
    COLORIZE_MODEL_LARGE: colorModel.optional(),
    COLORIZE_MODEL_TINY: colorModel.optional(),
    COLORIZE_MODEL_CLARITY: modelName.optional(),
    COLORIZE_MODEL_REPAIR: modelName.optional(),
    MODELS_MIRROR: z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).optional(),
    MODELS_OFFLINE: flag.default(false),
    ENGINE_WORKERS: whole(1, 64).default(1),
    ENGINE_THREADS: whole(1, 64).default(2),
    ENGINE_PROVIDER: oneOf(["cpu", "cuda", "dml", "coreml"]).default("cpu"),
    ENGINE_QUEUE: whole(0, 10_000).default(64),

    API_ENABLED: flag.default(true),
    MAINTENANCE: flag.default(false),
    MAINTENANCE_MESSAGE: z.string().trim().max(300, "must have at most 300 characters").optional(),
    MAINTENANCE_UNTIL: z.iso
      .datetime({ offset: true, error: "must be a time with its zone, such as 2027-01-31T18:00:00Z" })
      .optional(),
    SIGN_UP: oneOf(["open", "closed"]).default("open"),
    SIGNUP_CREDITS: whole(0, 1_000_000).default(10),
    SIGNUP_CREDITS_PER_RANGE_PER_DAY: whole(0, 1_000_000_000).optional(),
    SIGNUP_CREDITS_PER_DAY: whole(0, 1_000_000_000).optional(),
    TEST_JOBS_PER_DAY: whole(0, 1_000_000).default(200),
    ACCOUNT_STORAGE_GB: whole(1, 1_000_000).optional(),
    MIN_FREE_DISK_MB: whole(0, 1_000_000_000).default(500),
    RETENTION_HOURS: whole(1, 24 * 365 * 10).default(168),
    KEEP_PHOTOS: flag.default(false),
    KEY_REQUESTS_PER_MINUTE: whole(1, 1_000_000).default(120),
    ACCOUNT_REQUESTS_PER_MINUTE: whole(1, 1_000_000).default(240),
    MAX_PARALLEL_UPLOADS: whole(1, 10_000).default(80),
    UPLOAD_TIMEOUT_SECONDS: whole(1, 3600).default(60),
    // A TIFF of 16 bits with transparency, as work pictures may be, ends at 4 GiB.
    MAX_IMAGE_MEGAPIXELS: whole(1, 500).default(100),
    MAX_WAITING_JOBS: whole(0, 1_000_000).default(200),
    IMAGE_URL_ALLOWED_HOSTS: list.default([]),

    WEBHOOK_ALLOWED_HOSTS: list.default([]),
    WEBHOOK_RETRY_SECONDS: list
      .transform((items): unknown[] => items)
      .pipe(z.array(whole(1, 604_800)).max(20, "must name at most 20 delays"))
      .default([5, 300, 1800, 7200, 18_000, 36_000, 86_400]),

    SMTP_URL: mailServer.optional(),
    MAIL_FROM: mailSender.optional(),
    GITHUB_CLIENT_ID: z.string().min(1).optional(),
    GITHUB_CLIENT_SECRET: z.string().min(1).optional(),
    GOOGLE_CLIENT_ID: z.string().min(1).optional(),
    GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "must be the issuer's http or https URL" }).optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NAME: z.string().min(1).max(40).default("OpenID Connect"),
    OPERATOR_CONTACT: contact.optional(),
    LEGAL_DIR: z.string().min(1).optional(),
    AUDIT_DAYS: whole(1, 36_500).default(730),

    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^(sk|rk)_(test|live)_\w+$/, "must be a Stripe secret key (sk_…) or restricted key (rk_…)")
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_\S{8,}$/, "must be the signing secret of a Stripe webhook (whsec_…)")
      .optional(),
    STRIPE_API_BASE: origin.optional(),
    STRIPE_AUTOMATIC_TAX: flag.default(false),
    STRIPE_PROMOTION_CODES: flag.default(false),
    CREDIT_PACKS: json.pipe(creditPacksSchema).default(defaultPacks),

    AUTH_SECRET: secret.optional(),
    API_KEY_SECRET: secret.optional(),
    LINK_SECRET: secret.optional(),
    RECEIPT_SECRET: secret.optional(),
    WEBHOOK_SECRET: secret.optional(),
  })
  .superRefine(refuseContradictions);

/** As given: secrets that nobody set are missing. */
export type GivenSettings = z.infer<typeof settingsSchema>;
export type Settings = Omit<GivenSettings, SecretName> & Record<SecretName, string>;
