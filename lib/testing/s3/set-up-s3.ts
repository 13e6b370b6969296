import { afterAll, beforeAll, beforeEach } from "vitest";
import { type BucketOptions, readBucketOptions } from "../../storage/s3/bucket-options";
import { createS3Storage } from "../../storage/s3/s3-storage";
import type { Storage } from "../../storage/storage";
import { type FaultyS3, startFaultyS3 } from "./start-faulty-s3";
import { type S3Server, startS3Server } from "./start-s3-server";

type Opened = { server: S3Server; faulty: FaultyS3 };

/** What a test file has of its bucket. There in hooks and tests only. */
export type FileS3 = {
  /** The server behind a proxy in which requests fail as a test says; at the start of every test none does. */
  readonly faulty: FaultyS3;
  /** A storage in the bucket that tries once; `changed` says what else is different. */
  open(changed?: Partial<BucketOptions>): Storage;
};

/** For requests that get no answer: a test need not wait for it as long as a studio. */
export const impatient = { connect: 200, answer: 200, part: 200 };

/** Registers hooks: an S3 server of this test file's own, with an empty bucket that keeps what the file's tests put into it. */
export function setUpS3(): FileS3 {
  let opened: Opened | undefined;
  const ready = () => {
    if (!opened) throw new Error("The test's bucket is there in hooks and tests only.");
    return opened;
  };
  beforeAll(async () => {
    const server = await startS3Server();
    opened = { server, faulty: await startFaultyS3(server) };
  });
  beforeEach(() => {
    Object.assign(ready().faulty, { choose: () => null, seen: [] });
  });
  afterAll(async () => {
    await opened?.faulty.close();
    await opened?.server.close();
  });
  return {
    get faulty() {
      return ready().faulty;
    },
    open(changed = {}) {
      const options = readBucketOptions(ready().faulty.settings);
      if (!options) throw new Error("The server has no bucket.");
      const once = { ...options, attempts: 1, ...changed };
      return createS3Storage({ ...once, linkSecret: "x".repeat(32), links: "redirect" });
    },
  };
}
