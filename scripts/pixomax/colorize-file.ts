import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { maxImageBytes } from "../../lib/contract/limits";
import type { ColorizeResult } from "../../lib/pixomax-client/pixomax-client";
import { PixomaxError } from "../../lib/pixomax-client/pixomax-error";
import { fetchPicture } from "./fetch-picture";
import type { PlannedPhoto } from "./plan-outputs";
import type { SendPhoto } from "./send-photo";

/**
 * One photo from disk to disk. The .part file is opened before anything is sent: a folder that cannot be written costs
 * nothing. It stays when the photo may have been charged and was not fetched, and goes when the studio refused it.
 */
export async function colorizeFile(
  photo: PlannedPhoto,
  send: SendPhoto,
  dropping: AbortSignal,
): Promise<ColorizeResult> {
  const bytes = await readPhoto(photo.input);
  await mkdir(path.dirname(photo.output), { recursive: true });
  const part = await open(photo.part, "w");
  try {
    const answer = await send({ bytes, filename: path.basename(photo.input) });
    await part.writeFile(await fetchPicture(answer.outputUrl, dropping));
    await part.close();
    await rename(photo.part, photo.output);
    return answer;
  } catch (error) {
    await part.close();
    if (error instanceof PixomaxError) await rm(photo.part, { force: true });
    throw error;
  }
}

/** Read whole: what is hashed is what is sent. */
async function readPhoto(file: string): Promise<Buffer<ArrayBuffer>> {
  const { size } = await stat(file);
  if (size > maxImageBytes)
    throw new Error(`Larger than ${maxImageBytes / 1024 / 1024} MiB, which the studio refuses.`);
  return readFile(file);
}
