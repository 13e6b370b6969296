import type { Model } from "../../../contract/order";

/** The photo's lightness at the size that the engine is sent, as a gray PNG of 8 bits, sRGB. */
export type PaintAsk = {
  picture: Uint8Array;
  /** In pixels. */
  width: number;
  height: number;
  model: Model;
  /** What is known of the photo, in words; null for an engine that takes none. */
  hint: string | null;
};

/** A picture file in color: PNG, JPEG or WebP. Only its a and b are used. */
export type PaintedPicture = {
  bytes: Uint8Array;
  /** What it cost the operator, in millionths of their currency; null or left out where that is unknown. */
  costMicros?: number | null;
  /** How long the engine computed, in seconds, where it says so: what such engines are paid by. */
  seconds?: number | null;
};

/**
 * The port to an engine elsewhere that takes a picture and returns a picture. It runs in the process that serves requests, never in
 * a worker thread, so that its secrets, its aborts and what it cancels stay there.
 */
export interface Painter {
  readonly name: string;
  readonly takesHints: boolean;
  /** Of the picture it is sent, in pixels. A smaller photo is sent as it is. */
  readonly longSide: number;
  /** Whether its answer may be shifted, cropped, warped or repainted and has to be matched to the photo. Else its geometry is the photo's. */
  readonly isFree: boolean;
  /** What colors with a preset now, for X-Model: `large@replicate:ca494ba1`. */
  tagOf(model: Model): string;
  /**
   * @param signal aborts when the caller cancels or the deadline passes; then it rejects at once, and what was begun elsewhere is
   *   canceled there
   * @throws {AppError} over_capacity, upstream_error, upstream_invalid_output, not_configured; the signal's reason when it aborts
   */
  paint(ask: PaintAsk, signal: AbortSignal): Promise<PaintedPicture>;
  /** Whether its settings are complete; asks nobody. @throws {AppError} not_configured */
  checkHealth(): Promise<void>;
  /** Resolves when what is being canceled elsewhere is, or after some seconds. */
  close(): Promise<void>;
}
