import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { Readable } from "node:stream";
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { DirectLink, ListedObject } from "../storage";
import type { BucketOptions } from "./bucket-options";
import { createS3Client } from "./create-s3-client";
import { explainS3Fault, isMissing } from "./explain-s3-fault";
import { guardStream } from "./guard-stream";

/** As many keys as one request may delete. */
const deletedAtOnce = 1000;
const linkSeconds = 50;

type Range = { start: number; end: number };

/** One bucket of an S3-compatible storage, whatever its keys mean. Every method rejects with what explainS3Fault makes of a fault. */
export class Bucket {
  readonly #options: BucketOptions;
  readonly #client: S3Client;
  /** For requests that carry no file. */
  readonly #quick: { requestTimeout: number };

  constructor(options: BucketOptions) {
    this.#options = options;
    this.#client = createS3Client(options);
    this.#quick = { requestTimeout: options.limits.answer };
  }

  /** Soon either way: a load balancer waits for the answer. */
  async checkHealth(): Promise<void> {
    const abortSignal = AbortSignal.timeout(this.#options.limits.connect);
    await this.#client.send(new HeadBucketCommand(this.#in), { abortSignal }).catch(this.#refuse);
  }

  /** Size in bytes; null when there is no such object. */
  async head(Key: string): Promise<number | null> {
    const request = new HeadObjectCommand({ ...this.#in, Key });
    const found = await this.#client.send(request, this.#quick).catch(this.#nullWhereMissing);
    return found ? (found.ContentLength ?? 0) : null;
  }

  /** `bytes` is the size of the whole object, also where a part of it is read. Null when there is no such object. */
  async get(Key: string, range?: Range): Promise<{ stream: Readable; bytes: number } | null> {
    const request = new GetObjectCommand({ ...this.#in, Key, Range: range && `bytes=${range.start}-${range.end}` });
    const found = await this.#client.send(request, this.#quick).catch(this.#nullWhereMissing);
    if (!found) return null;
    const { Body: body, ContentLength: length = 0, ContentRange } = found;
    if (!(body instanceof Readable)) throw this.#explain(new Error("an answer without a body"));
    const bytes = range ? Number(/\/(\d+)$/.exec(ContentRange ?? "")?.[1]) : length;
    const expected = range ? Math.min(range.end, bytes - 1) - range.start + 1 : bytes;
    if (length !== expected) {
      body.destroy();
      throw this.#explain(new Error(`an answer of ${length} bytes instead of ${expected}`));
    }
    const { answer: idleMs } = this.#options.limits;
    return { bytes, stream: guardStream(body, { bytes: length, idleMs, explain: this.#explain }) };
  }

  /** Uploads a file, in parts where it is large; what was uploaded of one that fails is removed. */
  async put(Key: string, file: string, ContentType: string): Promise<void> {
    // A file that is not there is no fault of the storage.
    await access(file);
    const Body = createReadStream(file, { highWaterMark: 1024 * 1024 });
    const params = { ...this.#in, Key, ContentType, Body };
    const parts = { partSize: this.#options.partBytes, queueSize: 2, leavePartsOnError: false };
    const upload = new Upload({ client: this.#client, params, ...parts });
    try {
      await upload.done().catch(this.#refuse);
    } finally {
      Body.destroy();
    }
  }

  async *list(Prefix: string): AsyncGenerator<ListedObject[]> {
    try {
      for await (const { Contents = [] } of paginateListObjectsV2({ client: this.#client }, { ...this.#in, Prefix })) {
        yield Contents.flatMap(({ Key, Size, ETag }) =>
          Key === undefined ? [] : [{ key: Key, bytes: Size ?? 0, md5: readMd5(ETag) }],
        );
      }
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /** The first folders of the keys, with their slash. */
  async *listFolders(): AsyncGenerator<string[]> {
    const request = { ...this.#in, Delimiter: "/" };
    try {
      for await (const { CommonPrefixes = [] } of paginateListObjectsV2({ client: this.#client }, request))
        yield CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []);
    } catch (error) {
      throw this.#explain(error);
    }
  }

  /** Resolves when none of them is there any more. */
  async remove(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += deletedAtOnce) {
      const Objects = keys.slice(at, at + deletedAtOnce).map((Key) => ({ Key }));
      const request = new DeleteObjectsCommand({ ...this.#in, Delete: { Objects, Quiet: true } });
      const { Errors: [first] = [] } = await this.#client.send(request, this.#quick).catch(this.#refuse);
      if (first) this.#refuse(Object.assign(new Error(`${first.Key}: ${first.Message}`), { name: first.Code }));
    }
  }

  /** An address that gives the object to anybody, for less than a minute. The storage is not asked. */
  presign(Key: string, ContentType: string, { disposition, cacheControl }: DirectLink): Promise<string> {
    const answer = { ResponseContentType: ContentType, ResponseContentDisposition: disposition };
    const request = new GetObjectCommand({ ...this.#in, Key, ...answer, ResponseCacheControl: cacheControl });
    return getSignedUrl(this.#client, request, { expiresIn: linkSeconds }).catch(this.#refuse);
  }

  /** Finds the bucket, then writes, reads and deletes a small object of its own. */
  async checkAccess(): Promise<void> {
    await this.checkHealth();
    const Key = `check-${randomUUID()}`;
    const request = new PutObjectCommand({ ...this.#in, Key, Body: Buffer.from("pixomax") });
    await this.#client.send(request, this.#quick).catch(this.#refuse);
    await this.get(Key).then((found) => found?.stream.toArray());
    await this.remove([Key]);
  }

  get #in() {
    return { Bucket: this.#options.bucket };
  }

  readonly #explain = (error: unknown) => explainS3Fault(error, this.#options);

  readonly #refuse = (error: unknown): never => {
    throw this.#explain(error);
  };

  /** A HEAD for an object says the same where the whole bucket is missing. */
  readonly #nullWhereMissing = async (error: unknown): Promise<null> => {
    if (!isMissing(error)) throw this.#explain(error);
    await this.checkHealth();
    return null;
  };
}

/** An ETag is the MD5 of the content where it was uploaded in one request and not encrypted with a key of its own. */
const readMd5 = (etag = ""): string | null => /^"?([0-9a-f]{32})"?$/.exec(etag)?.[1] ?? null;
