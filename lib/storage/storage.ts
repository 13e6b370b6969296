import type { Readable } from "node:stream";

export type StoredObject = { stream: Readable; bytes: number; contentType: string };

/** An object in a listing. `md5`, in hexadecimal, is of its content where the storage knows it without reading. */
export type ListedObject = { key: string; bytes: number; md5: string | null };

export type DirectLink = {
  /** The value of Content-Disposition. */
  disposition: string;
  cacheControl: string;
};

/**
 * The port to the storage of photos and outputs. Keys look like `job_…/out.png`. A storage that does not answer makes every method
 * that asks it reject, and a stream that breaks off fails instead of ending early.
 * @throws {AppError} storage_unavailable, storage_full
 */
export interface Storage {
  /**
   * Takes the file at `path`, which may be gone afterwards. With `durable` it survives a power cut once the promise resolves:
   * required for paid outputs, too slow for files that only an unfinished job needs.
   */
  put(key: string, path: string, options: { contentType: string; durable: boolean }): Promise<void>;
  /** Null when there is no such object. `range` is in bytes, inclusive; `bytes` is the size of the whole object. */
  open(key: string, range?: { start: number; end: number }): Promise<StoredObject | null>;
  /** Size in bytes and content type; null when there is no such object. */
  stat(key: string): Promise<{ bytes: number; contentType: string } | null>;
  /** The job's objects, in the order of their keys. */
  list(jobId: string): Promise<ListedObject[]>;
  /** Ids of all jobs that have objects, a few hundred at a time. */
  listJobs(): AsyncIterable<string[]>;
  /** Deletes the job's objects whose name, the key's part behind the slash, is not wanted anymore. */
  deleteFiles(jobId: string, isUnwanted: (name: string) => boolean): Promise<void>;
  /** Deletes every object of the job. Resolves even when there is none. */
  deleteJob(jobId: string): Promise<void>;
  /** A signed public link, as a path or an absolute URL. It stops working at `expiresAt`. */
  signLink(key: string, expiresAt: Date): string;
  /**
   * An address at which the storage itself gives the object to anybody, for less than a minute; null where only the studio can
   * send it.
   */
  createDirectLink(key: string, options: DirectLink): Promise<string | null>;
  /** Resolves when the storage answers. */
  checkHealth(): Promise<void>;
}
