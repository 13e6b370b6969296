import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { type ColorizeResult, type Order, type PixomaxClient, PixomaxError } from "pixomax-client";
import type { Interrupts } from "../screen/watch-interrupts";

export type Sending = { bytes: Buffer<ArrayBuffer>; filename: string; order: Order };

/** Nothing is charged for these, and a batch has time: it waits longer than the client itself does. */
const temporary = ["idempotency_in_progress", "rate_limited", "too_many_uploads", "over_capacity"];
const pauseSeconds = 2;
const maxWaitSeconds = 600;
/** A deleted result is made again under another key, whose result may have been deleted too. */
const maxKeys = 5;

/**
 * The same photo with the same options is never charged twice within a day: the Idempotency-Key is made of both. While the
 * first of two is under way, in this run or another, the second waits for its result.
 */
export async function sendPhoto(
  client: PixomaxClient,
  { bytes, filename, order }: Sending,
  { stop, drop }: Interrupts,
): Promise<ColorizeResult> {
  const key = makeKey(bytes, order);
  const image = new Blob([bytes]);
  let keys = 1;
  for (let waitedSeconds = 0; ; ) {
    const idempotencyKey = keys === 1 ? key : `${key}-${keys}`;
    try {
      return await client.colorize({ image, filename, ...order }, { idempotencyKey, signal: drop });
    } catch (error) {
      const { code, retryAfterSeconds } = error instanceof PixomaxError ? error : { code: "", retryAfterSeconds: null };
      if (code === "job_deleted" && keys < maxKeys) keys += 1;
      else if (temporary.includes(code) && waitedSeconds < maxWaitSeconds) {
        const seconds = retryAfterSeconds ?? pauseSeconds;
        waitedSeconds += seconds;
        await pause(seconds, [stop.signal, drop]);
      } else throw error;
      if (stop.signal.aborted) throw error;
    }
  }
}

/** Ends early when one of the signals is aborted. */
const pause = (seconds: number, signals: AbortSignal[]): Promise<void> =>
  wait(seconds * 1000, undefined, { signal: AbortSignal.any(signals) }).catch(() => {});

/** Only those that are not their defaults: a key from before they existed still finds its result. */
function listLater({ outputProfile, bitDepth, page, rotate, crop, invert, hint }: Order): string[] {
  const edits = { page: page === 1 ? null : page, rotate: rotate || null, crop, invert: invert || null, hint };
  const output = {
    profile: outputProfile === "srgb" ? null : outputProfile,
    depth: bitDepth === "auto" ? null : bitDepth,
  };
  return Object.entries({ ...output, ...edits }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${JSON.stringify(value)}`],
  );
}

function makeKey(bytes: Buffer, order: Order): string {
  const { model, cleanScratches, faceRemaster, autoAddOns, outputFormat, strength, metadata } = order;
  const options = JSON.stringify([
    model,
    cleanScratches,
    faceRemaster,
    outputFormat,
    strength,
    metadata,
    ...autoAddOns,
    ...listLater(order),
  ]);
  return `pixomax-${createHash("sha256").update(`${options}\n`).update(bytes).digest("hex")}`;
}
