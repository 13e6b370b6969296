import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, link, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { KeyMode } from "../contract/answers";
import type { OutputFormat } from "../contract/order";
import { photoFormatFacts } from "../contract/photos/photo-formats";
import { AppError } from "../errors/app-error";
import { originalKey } from "../jobs/job-files";
import type { Spool } from "../storage/spool";
import type { ColorizeDeps } from "./colorize-deps";
import type { Photo } from "./image-input/photo";
import { checkOutput, checkOwnOutput } from "./output/check-output";
import { outputFormatFiles } from "./output/containers/output-format-files";
import { stampTestOutput } from "./output/stamp-test-output";
import { shrinkPicture } from "./photo-file/shrink-picture";

const previewSide = 2400;

type Input = { jobId: string; photo: Photo; spool: Spool };

/** What keepInput returns unless the preview fails: the job is written down before its photo is stored. */
export const planInputKey = (jobId: string, { path: file, workPath, format }: Photo): string =>
  workPath === file && format !== "tiff" ? originalKey(jobId, format) : previewKey(jobId);

const previewKey = (jobId: string) => `${jobId}/preview.webp`;

/**
 * Stores the original photo, and a preview where browsers cannot show it as the studio sees it. Returns the storage key of the file
 * to show. A preview that fails is logged: then the photo itself is what there is to show.
 */
export async function keepInput(deps: ColorizeDeps, { jobId, photo, spool }: Input): Promise<string> {
  const { storage, log } = deps;
  const copy = await linkFor(photo.path, path.join(spool.dir, "keep-input"));
  const key = originalKey(jobId, photo.format);
  await storage.put(key, copy, { contentType: photoFormatFacts[photo.format].mediaType, durable: false });
  if (planInputKey(jobId, photo) === key) return key;
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
  const key = previewKey(jobId);
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
  /** Written by the studio's own engine. */
  isOwn: boolean;
};
const namesByAttempt = ["out", "outb", "outc"];

/**
 * Checks the output against the photo, hashes it and moves it into the storage; the output of a test key is stamped first.
 * @throws {AppError} upstream_invalid_output when the provider wrote no file, or one that is not this photo's
 */
export async function keepOutput({ storage }: Pick<ColorizeDeps, "storage">, output: Output) {
  const { jobId, path: file, photo, format, mode, attempt, isOwn } = output;
  const found = await stat(file).catch(() => null);
  if (!found || found.size === 0) {
    throw new AppError("upstream_invalid_output", {
      detail: "The provider finished without writing an image. Nothing was charged.",
    });
  }
  await (isOwn ? checkOwnOutput : checkOutput)(file, photo);
  if (mode === "test") await stampTestOutput(file, format);
  const { size } = await stat(file);
  const outputSha256 = await hashFile(file, size);
  const { extension, contentType } = outputFormatFiles[format];
  const name = namesByAttempt[attempt - 1];
  if (!name) throw new RangeError(`attempt ${attempt} of job ${jobId}`);
  const outputKey = `${jobId}/${name}.${extension}`;
  await storage.put(outputKey, file, { contentType, durable: true });
  return { outputKey, outputBytes: size, outputSha256 };
}

/** A file of up to so many bytes is read at once, which takes a fraction of a stream's time. */
const readAtOnceBytes = 4_000_000;

async function hashFile(file: string, bytes: number): Promise<string> {
  const hash = createHash("sha256");
  if (bytes <= readAtOnceBytes) return hash.update(await readFile(file)).digest("hex");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
