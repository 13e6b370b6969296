import "server-only";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import sharp from "sharp";
import { setThumbKey } from "../jobs/job-files";
import { openSpool } from "../storage/spool";
import type { ColorizeDeps } from "./colorize-deps";

/** Creates the thumbnail for lists. It runs after the response; when it fails, lists show the output itself. */
export async function makeThumb(
  { storage, db, dataDir, log }: ColorizeDeps,
  jobId: string,
  outputKey: string,
): Promise<void> {
  try {
    const spool = await openSpool(dataDir);
    try {
      const output = await storage.open(outputKey);
      if (!output) return;
      const file = path.join(spool.dir, "thumb.webp");
      const shrink = sharp().resize(320, 320, { fit: "inside" }).webp({ quality: 80 });
      await Promise.all([pipeline(output.stream, shrink), shrink.toFile(file)]);
      const key = `${jobId}/thumb.webp`;
      await storage.put(key, file, { contentType: "image/webp", durable: false });
      await setThumbKey(db, jobId, key);
    } finally {
      await spool.remove();
    }
  } catch (error) {
    log.warn({ err: error, jobId }, "could not make a thumbnail");
  }
}
