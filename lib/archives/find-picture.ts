import "server-only";
import path from "node:path";
import type { Readable } from "node:stream";
import type { Job } from "../generated/prisma/client";
import type { Storage } from "../storage/storage";

/** A job's picture as an archive has it. */
export type Picture = {
  /** With its dot: `.png`. */
  extension: string;
  /** Null where it is only known once the picture is made. */
  bytes: number | null;
  /** Of the bytes that `open` gives; null where it is only known once the picture is made. */
  sha256: string | null;
  /** Rejects when the picture is gone by now. */
  open(): Promise<Readable>;
};

/** Null when the job has no picture in the storage. */
export type FindPicture = (job: Job) => Promise<Picture | null>;

/** The stored outputs of jobs, without reading them. */
export const findStoredPicture =
  (storage: Pick<Storage, "stat" | "open">): FindPicture =>
  async ({ outputKey: key, outputSha256: sha256 }) => {
    const found = key && (await storage.stat(key));
    if (!key || !found) return null;
    const open = async () => {
      const opened = await storage.open(key);
      if (!opened) throw new Error(`${key} was deleted while an archive was being sent`);
      return opened.stream;
    };
    return { extension: path.extname(key), bytes: found.bytes, sha256, open };
  };
