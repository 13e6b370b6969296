import { createHash } from "node:crypto";
import { S3Client } from "@aws-sdk/client-s3";
import type { BucketOptions } from "./bucket-options";

export function createS3Client({ region, endpoint, accessKey, attempts, limits }: BucketOptions): S3Client {
  const client = new S3Client({
    region,
    // Servers of one's own seldom have a host name per bucket.
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(accessKey ? { credentials: { accessKeyId: accessKey.id, secretAccessKey: accessKey.secret } } : {}),
    // Several servers refuse the SDK's own checksums at the end of a body.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: limits.connect,
      requestTimeout: limits.part,
      throwOnRequestTimeout: true,
      // A reader may pause for longer than the storage may: what is read has a limit of its own.
      socketTimeout: 0,
    },
  });
  client.middlewareStack.add(
    (next) => (args) => {
      addContentMd5(args.request);
      return next(args);
    },
    { step: "build", name: "contentMd5", override: true },
  );
  return client;
}

/** Every server checks it, so an upload that was damaged on its way is refused instead of stored. */
function addContentMd5(request: unknown): void {
  if (!hasBody(request)) return;
  request.headers["content-md5"] = createHash("md5").update(request.body).digest("base64");
}

type WithBody = { headers: Record<string, string>; body: string | Uint8Array };

const hasBody = (request: unknown): request is WithBody =>
  typeof request === "object" &&
  request !== null &&
  "headers" in request &&
  "body" in request &&
  (typeof request.body === "string" || request.body instanceof Uint8Array) &&
  request.body.length > 0;
