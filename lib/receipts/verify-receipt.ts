import "server-only";
import { isDeepStrictEqual } from "node:util";
import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from "jose";
import { type Receipt, signedReceiptSchema } from "../contract/v1/receipts";

/** Why a receipt is not valid; the message is a sentence for people. */
export class ReceiptError extends Error {}

/**
 * Verifies an answer of GET /api/v1/jobs/{id}/receipt: its signature must match one of `keys` (a JWKS) and its readable part must
 * equal the signed one. Returns the receipt.
 * @throws {ReceiptError} when it is not valid
 */
export async function verifyReceipt(given: unknown, keys: unknown): Promise<Receipt> {
  const parsed = signedReceiptSchema.safeParse(given);
  if (!parsed.success) throw new ReceiptError(`This is not a receipt: ${describeIssue(parsed.error.issues[0])}.`);
  const payload = await readPayload(parsed.data.jws, keys);
  if (!isDeepStrictEqual(payload, parsed.data.receipt)) {
    throw new ReceiptError("The receipt was altered: its readable part differs from what was signed.");
  }
  return parsed.data.receipt;
}

async function readPayload(jws: string, keys: unknown): Promise<unknown> {
  const keyOf = openKeys(keys);
  const verified = await compactVerify(jws, keyOf, { algorithms: ["EdDSA"] }).catch((cause: unknown) => {
    throw new ReceiptError(explain(cause), { cause });
  });
  return JSON.parse(new TextDecoder().decode(verified.payload));
}

function openKeys(keys: unknown) {
  try {
    return createLocalJWKSet(keys as JSONWebKeySet);
  } catch (cause) {
    throw new ReceiptError("The keys are not a JSON Web Key Set.", { cause });
  }
}

function explain(cause: unknown): string {
  if (cause instanceof errors.JWKSNoMatchingKey)
    return "The receipt was signed with a key that is not in this key set.";
  if (cause instanceof errors.JWSSignatureVerificationFailed)
    return "The receipt was altered: its signature does not match.";
  return `The signature cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`;
}

const describeIssue = (issue: { path: PropertyKey[]; message: string } | undefined) =>
  issue ? `${issue.path.map(String).join(".") || "the whole"}: ${issue.message}` : "it has another shape";
