import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type ColorizeResult, type Order, type PixomaxClient, PixomaxError } from "pixomax-client";
import { maxImageBytes } from "../api-limits";
import type { Interrupts } from "../screen/watch-interrupts";
import { fetchPicture } from "./fetch-picture";
import type { PlannedPhoto } from "./plan-outputs";
import { sendPhoto } from "./send-photo";

/** After these it is not known whether the photo is, or will be, charged. */
const undecided: string[] = ["unreachable", "unexpected", "idempotency_in_progress"];

type Sender = { client: PixomaxClient; order: Order; interrupts: Interrupts };

/**
 * One photo from disk to disk. The .part file is opened before anything is sent: a folder that cannot be written costs
 * nothing. It stays when the photo may have been charged and was not fetched, and goes when the studio refused it.
 */
export async function colorizeFile(
  photo: PlannedPhoto,
  { client, order, interrupts }: Sender,
): Promise<ColorizeResult> {
  const bytes = await readPhoto(photo.input);
  await mkdir(path.dirname(photo.output), { recursive: true });
  const part = await open(photo.part, "w");
  try {
    const answer = await sendPhoto(client, { bytes, filename: path.basename(photo.input), order }, interrupts);
    await part.writeFile(await fetchPicture(answer.outputUrl, interrupts.drop));
    await part.close();
    await rename(photo.part, photo.output);
    return answer;
  } catch (error) {
    await part.close();
    if (isRefusal(error)) await rm(photo.part, { force: true });
    throw error;
  }
}

const isRefusal = (error: unknown) => error instanceof PixomaxError && !undecided.includes(error.code);

/** Read whole: what is hashed is what is sent. */
async function readPhoto(file: string): Promise<Buffer<ArrayBuffer>> {
  const { size } = await stat(file);
  if (size <= maxImageBytes) return readFile(file);
  throw new Error("Larger than 25 MB, which the studio refuses.");
}
