import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { maxImageBytes } from "../../../../lib/contract/limits";
import type { Order } from "../../../../lib/contract/order";
import type { ColorizeResult, PixomaxClient } from "../../../client/src/pixomax-client";
import { PixomaxError } from "../../../client/src/pixomax-error";
import type { Interrupt } from "../screen/listen-for-interrupt";
import { fetchPicture } from "./fetch-picture";
import type { PlannedPhoto } from "./plan-outputs";
import { sendPhoto } from "./send-photo";

/** What became of the photo is not known after these: it may be charged, or be so in a moment. */
const inDoubt: string[] = ["unreachable", "unexpected", "idempotency_in_progress"];

type Sender = { client: PixomaxClient; order: Order; interrupt: Interrupt };

/**
 * One photo from disk to disk. The .part file is opened before anything is sent: a folder that cannot be written costs
 * nothing. It stays when the photo may have been charged and was not fetched, and goes when the studio refused it.
 */
export async function colorizeFile(photo: PlannedPhoto, { client, order, interrupt }: Sender): Promise<ColorizeResult> {
  const bytes = await readPhoto(photo.input);
  await mkdir(path.dirname(photo.output), { recursive: true });
  const part = await open(photo.part, "w");
  try {
    const answer = await sendPhoto(client, { bytes, filename: path.basename(photo.input), order }, interrupt);
    await part.writeFile(await fetchPicture(answer.outputUrl, interrupt.dropping));
    await part.close();
    await rename(photo.part, photo.output);
    return answer;
  } catch (error) {
    await part.close();
    if (isRefusal(error)) await rm(photo.part, { force: true });
    throw error;
  }
}

const isRefusal = (error: unknown) => error instanceof PixomaxError && !inDoubt.includes(error.code);

/** Read whole: what is hashed is what is sent. */
async function readPhoto(file: string): Promise<Buffer<ArrayBuffer>> {
  const { size } = await stat(file);
  if (size <= maxImageBytes) return readFile(file);
  throw new Error(`Larger than ${maxImageBytes / 1024 / 1024} MiB, which the studio refuses.`);
}
