import type { Readable } from "node:stream";

export type StoredObject = { stream: Readable; bytes: number; contentType: string };

/** The port to where photos and outputs are kept. Keys look like `job_…/out.png`. */
export interface Storage {
  /**
   * Takes over the file at `path` (moves it). `durable`: survives a power cut once resolved. What is paid for must; what only
   * an unfinished job needs may not wait for the disk.
   */
  put(key: string, path: string, options: { contentType: string; durable: boolean }): Promise<void>;
  /** Null when there is no such object. `range` is inclusive, in bytes. */
  open(key: string, range?: { start: number; end: number }): Promise<StoredObject | null>;
  /** Bytes and type without opening; null when there is no such object. */
  stat(key: string): Promise<{ bytes: number; contentType: string } | null>;
  /** Resolves also when there was nothing. Deletes every object of the job. */
  deleteJob(jobId: string): Promise<void>;
  /** Public, signed link, as a path or absolute address; it stops working at `expiresAt`. */
  signLink(key: string, expiresAt: Date): string;
}
