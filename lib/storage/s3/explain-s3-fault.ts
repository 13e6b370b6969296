import { z } from "zod";
import { AppError } from "../../errors/app-error";
import { storageFull } from "../../errors/explain-fault";

/** What the SDK and Node put into an error. */
const faultSchema = z.object({
  name: z.string().catch(""),
  code: z.string().catch(""),
  message: z.string().catch(""),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).catch({}),
});
type Fault = z.infer<typeof faultSchema>;

/** Where the bucket is, for sentences about it. */
export type BucketPlace = { bucket: string; region: string; endpoint: string | undefined };

const unreachable =
  /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/;
const full = /^(QuotaExceeded|XMinioStorageFull|InsufficientCapacity|StorageFull)$/;
const denied =
  /^(AccessDenied|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch|AuthorizationHeaderMalformed|ExpiredToken)$/;

/** What is wrong with the storage, as a sentence for the operator that names the setting to look at. */
export function describeS3Fault(thrown: unknown, { bucket, region, endpoint = "AWS" }: BucketPlace): string {
  const { name, code, message, $metadata } = readFault(thrown);
  const status = $metadata.httpStatusCode ?? 0;
  if (name === "NoSuchBucket" || (name === "NotFound" && status === 404))
    return `There is no bucket ${bucket} at ${endpoint}: make it, or correct S3_BUCKET.`;
  if (name === "CredentialsProviderError")
    return "No access key for the storage was found: set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.";
  if (name === "PermanentRedirect" || status === 301)
    return `The bucket ${bucket} is not in the region ${region}: correct S3_REGION.`;
  if (denied.test(name) || status === 401 || status === 403)
    return `The storage at ${endpoint} refuses access to the bucket ${bucket} (${name || status}): check the access key and what it may do.`;
  if (unreachable.test(code)) return `The storage at ${endpoint} cannot be reached (${code}).`;
  if (name === "TimeoutError" || name === "AbortError") return `The storage at ${endpoint} does not answer in time.`;
  if (name === "BadDigest") return `The storage at ${endpoint} received other bytes than were sent.`;
  if (name === "SlowDown" || status === 429 || status === 503)
    return `The storage at ${endpoint} is overloaded and asks for fewer requests (${name || status}).`;
  return `The storage at ${endpoint} answered with an error (${[name, status || "", message].filter(Boolean).join(", ")}).`;
}

/** The same as the one error that callers get; the sentence for the operator is its cause, which is logged. */
export function explainS3Fault(thrown: unknown, place: BucketPlace): AppError {
  if (thrown instanceof AppError) return thrown;
  const { name, $metadata } = readFault(thrown);
  const cause = new Error(describeS3Fault(thrown, place), { cause: thrown });
  if (full.test(name) || $metadata.httpStatusCode === 507) return storageFull(cause);
  return new AppError("storage_unavailable", {
    detail: "The studio's storage does not answer. Nothing was charged.",
    retryAfterSeconds: 5,
    cause,
  });
}

/** Whether the answer was that there is no such object; a HEAD says the same of a bucket that is missing. */
export const isMissing = (thrown: unknown): boolean => ["NoSuchKey", "NotFound"].includes(readFault(thrown).name);

const readFault = (thrown: unknown): Fault =>
  faultSchema.catch({ name: "", code: "", message: String(thrown), $metadata: {} }).parse(thrown);
