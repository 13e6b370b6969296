import path from "node:path";
import { SettingsError } from "../env/settings";
import type { Settings } from "../env/settings-schema";
import { AppError } from "../errors/app-error";
import { createLocalDiskStorage } from "./local-disk";
import { type BucketSettings, readBucketOptions } from "./s3/bucket-options";
import { createS3Storage } from "./s3/s3-storage";
import type { Storage } from "./storage";

type StorageSettings = BucketSettings & Pick<Settings, "DATA_DIR" | "LINK_SECRET" | "S3_LINKS">;

/** The storage of the settings: a bucket where S3_BUCKET names one, else a folder of DATA_DIR. */
export const selectStorage = (settings: StorageSettings): Storage =>
  openBucketStorage(settings) ?? openDiskStorage(settings);

/** The folder of DATA_DIR, whatever the settings choose. */
export const openDiskStorage = ({ DATA_DIR, LINK_SECRET: linkSecret }: StorageSettings): Storage =>
  createLocalDiskStorage({ dir: path.join(DATA_DIR, "files"), linkSecret });

/** The bucket; null without S3_BUCKET. */
export function openBucketStorage(settings: StorageSettings): Storage | null {
  const options = readBucketOptions(settings);
  return options && createS3Storage({ ...options, linkSecret: settings.LINK_SECRET, links: settings.S3_LINKS });
}

/**
 * For a start: makes sure that the bucket can be listed, written, read and deleted from. Returns the origin that links to files lead
 * to, where the storage answers them itself.
 * @throws {SettingsError} which says what is wrong with the storage, for the operator
 */
export async function checkStorage(settings: StorageSettings): Promise<{ linkOrigin?: string }> {
  const options = readBucketOptions(settings);
  if (!options) return {};
  const { Bucket } = await import("./s3/bucket");
  await new Bucket(options).checkAccess().catch((error: unknown) => {
    const words = error instanceof AppError && error.cause instanceof Error ? error.cause.message : String(error);
    throw new SettingsError(words, { cause: error });
  });
  const link = await selectStorage(settings).createDirectLink("job_0/out.png", { disposition: "", cacheControl: "" });
  return link === null ? {} : { linkOrigin: new URL(link).origin };
}
