import type { Readable } from "node:stream";

export type StoredObject = { stream: Readable; bytes: number; contentType: string };

/** The port to the storage of photos and outputs. Keys look like `job_…/out.png`. */
export interface Storage {
  /**
   * Moves the file at `path` into the storage. With `durable` it survives a power cut once the promise resolves: required for
   * paid outputs, too slow for files that only an unfinished job needs.
   */
  put(key: string, path: string, options: { contentType: string; durable: boolean }): Promise<void>;
  /** Null when there is no such object. `range` is in bytes, inclusive. */
  open(key: string, range?: { start: number; end: number }): Promise<StoredObject | null>;
  /** Size in bytes and content type; null when there is no such object. */
  stat(key: string): Promise<{ bytes: number; contentType: string } | null>;
  /** Deletes the job's objects whose name, the key's part behind the slash, is not wanted anymore. */
  deleteFiles(jobId: string, isUnwanted: (name: string) => boolean): Promise<void>;
  /** Deletes every object of the job. Resolves even when there is none. */
  deleteJob(jobId: string): Promise<void>;
  /** A signed public link, as a path or an absolute URL. It stops working at `expiresAt`. */
  signLink(key: string, expiresAt: Date): string;
}
