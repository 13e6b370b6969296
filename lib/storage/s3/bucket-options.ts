import type { Settings } from "../../env/settings-schema";

export type BucketOptions = {
  bucket: string;
  region: string;
  /** Origin of the storage; undefined for AWS. */
  endpoint: string | undefined;
  accessKey: { id: string; secret: string } | undefined;
  /** Tries of one request in all, with a pause of up to a second or two between them. */
  attempts: number;
  /** Milliseconds. */
  limits: {
    connect: number;
    /** For an answer to a request without a body, and for the next bytes of one. */
    answer: number;
    /** For an upload of one part, answer included. */
    part: number;
  };
  /** Bytes. Larger objects are uploaded in several requests of this size, two at a time. */
  partBytes: number;
};

export type BucketSettings = Pick<
  Settings,
  "S3_BUCKET" | "S3_ENDPOINT" | "S3_REGION" | "S3_ACCESS_KEY_ID" | "S3_SECRET_ACCESS_KEY"
>;

/** Null without S3_BUCKET. */
export function readBucketOptions(settings: BucketSettings): BucketOptions | null {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = settings;
  if (!bucket) return null;
  return {
    bucket,
    region: settings.S3_REGION,
    endpoint: settings.S3_ENDPOINT,
    accessKey: id && secret ? { id, secret } : undefined,
    attempts: 3,
    limits: { connect: 3_000, answer: 10_000, part: 30_000 },
    partBytes: 16 * 1024 * 1024,
  };
}
