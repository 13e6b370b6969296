import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Order } from "../../lib/contract/order";
import type { ColorizeResult, PixomaxClient } from "../../lib/pixomax-client/pixomax-client";
import { PixomaxError } from "../../lib/pixomax-client/pixomax-error";
import type { Interrupt } from "./listen-for-interrupt";

type Photo = { bytes: Buffer<ArrayBuffer>; filename: string };
export type SendPhoto = (photo: Photo) => Promise<ColorizeResult>;

/** Nothing is charged for these, and a batch has time: it waits on after the client's own tries. */
const passing = ["idempotency_in_progress", "rate_limited", "too_many_uploads", "over_capacity"];
const pauseSeconds = 2;
const longestWaitSeconds = 600;
/** A result that was deleted is made again under another key, and that one may have been deleted too. */
const mostKeys = 5;

/**
 * Sends photos so that the same photo with the same options is never charged twice within a day: the Idempotency-Key is
 * made of both. Of the same photo found twice, the second waits for the first and gets its answer.
 */
export function createSender(client: PixomaxClient, order: Order, interrupt: Interrupt): SendPhoto {
  const underWay = new Map<string, Promise<unknown>>();
  return (photo) => {
    const key = makeKey(photo.bytes, order);
    const before = underWay.get(key) ?? Promise.resolve();
    const send = () => sendWithKey(client, { photo, order, key }, interrupt);
    const mine = before.then(send, send);
    underWay.set(key, mine);
    return mine;
  };
}

function makeKey(bytes: Buffer, order: Order): string {
  const { model, cleanScratches, faceRemaster, outputFormat, strength, metadata } = order;
  const options = JSON.stringify([model, cleanScratches, faceRemaster, outputFormat, strength, metadata]);
  return `pixomax-${createHash("sha256").update(`${options}\n`).update(bytes).digest("hex")}`;
}

type Sending = { photo: Photo; order: Order; key: string };

async function sendWithKey(client: PixomaxClient, { photo, order, key }: Sending, { stopping, dropping }: Interrupt) {
  const image = new Blob([photo.bytes]);
  let keys = 1;
  for (let waitedSeconds = 0; ; ) {
    const idempotencyKey = keys === 1 ? key : `${key}-${keys}`;
    try {
      const input = { image, filename: photo.filename, ...order };
      return await client.colorize(input, { idempotencyKey, signal: dropping });
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
