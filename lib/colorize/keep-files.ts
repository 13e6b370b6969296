import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, link, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import sharp from "sharp";
import type { KeyMode } from "../contract/answers";
import type { OutputFormat } from "../contract/order";
import { photoFormatFacts } from "../contract/photos/photo-formats";
import { AppError } from "../errors/app-error";
import { originalKey, setThumbKey } from "../jobs/job-files";
import type { Spool } from "../storage/spool";
import { openSpool } from "../storage/spool";
import type { ColorizeDeps } from "./colorize-deps";
import type { Photo } from "./image-input/photo";
import { checkOutput } from "./output/check-output";
import { outputFormatFiles } from "./output/containers/output-format-files";
import { stampTestOutput } from "./output/stamp-test-output";
import { shrinkPicture } from "./photo-file/shrink-picture";

const previewSide = 2400;

type Input = { jobId: string; photo: Photo; spool: Spool };

/**
 * Stores the original photo, and a preview where browsers cannot show it as the studio sees it. Returns the storage key of the file
 * to show. A preview that fails is logged: then the photo itself is what there is to show.
 */
export async function keepInput(deps: ColorizeDeps, { jobId, photo, spool }: Input): Promise<string> {
  const { storage, log } = deps;
  const copy = await linkFor(photo.path, path.join(spool.dir, "keep-input"));
  const key = originalKey(jobId, photo.format);
  await storage.put(key, copy, { contentType: photoFormatFacts[photo.format].mediaType, durable: false });
  if (photo.workPath === photo.path && photo.format !== "tiff") return key;
  try {
    return await keepPreview(storage, { jobId, photo, spool });
  } catch (error) {
    log.warn({ err: error, jobId }, "could not make a preview");
    return key;
  }
}

/** The provider and the check of its output still read `file`: a hard link gives the storage its own name for the same bytes. */
async function linkFor(file: string, copy: string): Promise<string> {
  await link(file, copy).catch(() => copyFile(file, copy));
  return copy;
}

async function keepPreview(storage: ColorizeDeps["storage"], { jobId, photo, spool }: Input): Promise<string> {
  const file = path.join(spool.dir, "preview.webp");
  await shrinkPicture(photo.workPath, previewSide).webp({ quality: 88 }).toFile(file);
  const key = `${jobId}/preview.webp`;
  await storage.put(key, file, { contentType: "image/webp", durable: false });
  return key;
}

type Output = {
  jobId: string;
  path: string;
  photo: Photo;
  format: OutputFormat;
  mode: KeyMode;
  /** Which try of the job wrote it, from 1. */
  attempt: number;
};
const namesByAttempt = ["out", "outb", "outc"];

/**
 * Checks the output against the photo, hashes it and moves it into the storage; the output of a test key is stamped first.
 * @throws {AppError} upstream_invalid_output when the provider wrote no file, or one that is not this photo's
 */
export async function keepOutput({ storage }: Pick<ColorizeDeps, "storage">, output: Output) {
  const { jobId, path: file, photo, format, mode, attempt } = output;
  const found = await stat(file).catch(() => null);
  if (!found || found.size === 0) {
    throw new AppError("upstream_invalid_output", {
      detail: "The provider finished without writing an image. Nothing was charged.",
    });
  }
  await checkOutput(file, photo);
  if (mode === "test") await stampTestOutput(file, format);
  const { size } = await stat(file);
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  const { extension, contentType } = outputFormatFiles[format];
  const name = namesByAttempt[attempt - 1];
  if (!name) throw new RangeError(`attempt ${attempt} of job ${jobId}`);
  const outputKey = `${jobId}/${name}.${extension}`;
  await storage.put(outputKey, file, { contentType, durable: true });
  return { outputKey, outputBytes: size, outputSha256: hash.digest("hex") };
}

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
      // Without the profile's name sharp turns 16-bit colors into those of Display P3.
      const small = sharp().resize(320, 320, { fit: "inside" }).toColourspace("srgb");
      const shrink = small.withIccProfile("srgb", { attach: false }).webp({ quality: 80 });
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
