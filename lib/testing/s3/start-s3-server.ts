import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "s3rver";

export type S3Server = {
  /** Of a studio that keeps its files in the server's bucket. */
  settings: {
    S3_BUCKET: string;
    S3_ENDPOINT: string;
    S3_REGION: string;
    S3_ACCESS_KEY_ID: string;
    S3_SECRET_ACCESS_KEY: string;
    S3_LINKS: "redirect" | "proxy";
  };
  close(): Promise<void>;
};

/** A real S3 server on a free port of the loopback address, with an empty bucket. Its only key is S3RVER with the secret S3RVER. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(path.join(tmpdir(), "s3-"));
  const bucket = "photos";
  const listening = { address: "127.0.0.1", port: 0, vhostBuckets: false, silent: true };
  const server = new S3rver({ ...listening, directory, configureBuckets: [{ name: bucket }] });
  const { port } = await server.run();
  return {
    settings: {
      ...{ S3_BUCKET: bucket, S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_REGION: "us-east-1", S3_LINKS: "redirect" },
      ...{ S3_ACCESS_KEY_ID: "S3RVER", S3_SECRET_ACCESS_KEY: "S3RVER" },
    },
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
