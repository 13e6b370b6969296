import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Order } from "../../../../lib/contract/order";
import type { ColorizeResult, PixomaxClient } from "../../../client/src/pixomax-client";
import { PixomaxError } from "../../../client/src/pixomax-error";
import type { Interrupt } from "../screen/listen-for-interrupt";

export type Sending = { bytes: Buffer<ArrayBuffer>; filename: string; order: Order };

/** Nothing is charged for these, and a batch has time: it waits on after the client's own tries. */
const passing = ["idempotency_in_progress", "rate_limited", "too_many_uploads", "over_capacity"];
const pauseSeconds = 2;
const longestWaitSeconds = 600;
/** A result that was deleted is made again under another key, and that one may have been deleted too. */
const mostKeys = 5;

/**
 * The same photo with the same options is never charged twice within a day: the Idempotency-Key is made of both. While the
 * first of two is under way, in this run or another, the second waits for its result.
 */
export async function sendPhoto(
  client: PixomaxClient,
  { bytes, filename, order }: Sending,
  { stopping, dropping }: Interrupt,
): Promise<ColorizeResult> {
  const key = makeKey(bytes, order);
  const image = new Blob([bytes]);
  let keys = 1;
  for (let waitedSeconds = 0; ; ) {
    const idempotencyKey = keys === 1 ? key : `${key}-${keys}`;
    try {
      return await client.colorize({ image, filename, ...order }, { idempotencyKey, signal: dropping });
    } catch (error) {
      const { code, retryAfterSeconds } = error instanceof PixomaxError ? error : { code: "", retryAfterSeconds: null };
      if (code === "job_deleted" && keys < mostKeys) keys += 1;
      else if (passing.includes(code) && waitedSeconds < longestWaitSeconds) {
        const seconds = retryAfterSeconds ?? pauseSeconds;
        waitedSeconds += seconds;
        await pause(seconds, [stopping.signal, dropping]);
      } else throw error;
      if (stopping.signal.aborted) throw error;
    }
  }
}

/** Ends early when one of the signals does. */
const pause = (seconds: number, signals: AbortSignal[]): Promise<void> =>
  wait(seconds * 1000, undefined, { signal: AbortSignal.any(signals) }).catch(() => {});

function makeKey(bytes: Buffer, order: Order): string {
  const { model, cleanScratches, faceRemaster, outputFormat, strength, metadata } = order;
  const options = JSON.stringify([model, cleanScratches, faceRemaster, outputFormat, strength, metadata]);
  return `pixomax-${createHash("sha256").update(`${options}\n`).update(bytes).digest("hex")}`;
}
