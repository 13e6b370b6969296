import { z } from "zod";
import { addOns } from "../order";
import { paintedBySchema } from "../photos/painted-by";
import { orderAnswerSchema } from "./jobs";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The record of what was done to one photo and what it cost. */
export const receiptSchema = z.strictObject({
  version: z.literal(1),
  issuer: z.url(),
  issuedAt: z.iso.datetime(),
  jobId: z.string(),
  accountId: z.string(),
  keyId: z.string().nullable(),
  mode: z.enum(["live", "test"]),
  status: z.enum(["succeeded", "failed", "canceled"]),
  input: z.strictObject({
    sha256,
    bytes: z.number().int(),
    format: z.string(),
    width: z.number().int(),
    height: z.number().int(),
  }),
  output: z.strictObject({ sha256, bytes: z.number().int(), format: z.string() }).nullable(),
  /** `autoAddOns` is omitted when there is none, and each later option where it is its default, as in receipts of earlier versions. */
  order: orderAnswerSchema.partial({
    autoAddOns: true,
    outputProfile: true,
    bitDepth: true,
    page: true,
    rotate: true,
    crop: true,
    invert: true,
    hint: true,
  }),
  provider: z.string(),
  /** Name and short hash of the weights that ran. */
  model: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime(),
  creditsCharged: z.number().int(),
  /** Ordered add-ons that changed nothing and were not charged. Omitted when there is none, as in receipts of earlier versions. */
  idleAddOns: z.array(z.enum(addOns)).min(1).optional(),
  /** Whose colors the output has, in percent. Omitted where they are all the studio's own network's, as in receipts of earlier versions. */
  paintedBy: paintedBySchema.optional(),
  ledger: z.array(
    z.strictObject({ id: z.string(), kind: z.string(), credits: z.number().int(), createdAt: z.iso.datetime() }),
  ),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** `jws`: compact JWS (RFC 7515, EdDSA) whose payload is the JSON of `receipt`, verifiable with GET /api/v1/receipt-keys. */
export const signedReceiptSchema = z.strictObject({ receipt: receiptSchema, jws: z.string() });
export type SignedReceipt = z.infer<typeof signedReceiptSchema>;

/** A JSON Web Key Set (RFC 7517). */
export const receiptKeysSchema = z.strictObject({
  keys: z.array(
    z.strictObject({
      kty: z.literal("OKP"),
      crv: z.literal("Ed25519"),
      x: z.string(),
      kid: z.string(),
      use: z.literal("sig"),
      alg: z.literal("EdDSA"),
    }),
  ),
});
export type ReceiptKeys = z.infer<typeof receiptKeysSchema>;
