import { rm } from "node:fs/promises";
import type { Edits } from "../../contract/photos/edits";
import type { Holder } from "../../rate-limit/slots";
import type { Photo } from "../image-input/photo";
import { preparePhoto } from "./prepare-photo";

/**
 * Removes a work picture that is not the received file. It may have hundreds of megabytes, and one account many jobs that wait: so
 * they wait without, and `renewWork` makes it again when their turn comes.
 */
export async function dropWork({ path, workPath }: Photo): Promise<void> {
  if (workPath !== path) await rm(workPath, { force: true });
}

type Request = { photo: Photo; order: Edits; spool: { dir: string } };

/** The photo with its work picture made again. @throws {AppError} as `preparePhoto`; the signal's reason when it aborts */
export async function renewWork(
  { photo, order, spool }: Request,
  waiting: { signal: AbortSignal; holder: Holder },
): Promise<Photo> {
  const { path, format, workPath } = photo;
  if (workPath === path) return photo;
  return { ...photo, ...(await preparePhoto({ path, format, spoolDir: spool.dir, edits: order, ...waiting })) };
}
