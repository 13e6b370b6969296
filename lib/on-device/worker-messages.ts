import type { Model } from "../contract/order";
import type { EngineDescription } from "./engine-files";

/** Pixels of the largest photo that is colored in a browser: it is held there twice, with four bytes a pixel. */
export const maxDevicePixels = 50_000_000;
/** The longer side of the preview that a guest gets. */
export const devicePreviewSide = 1024;
/** The longest side that every browser decodes and draws. */
export const maxDeviceSide = 16_384;

export type DeviceFormat = "jpeg" | "png";

/** One photo and what is wanted of it. */
export type DeviceOrder = {
  photo: Blob;
  model: Model;
  format: DeviceFormat;
  /** The longer side is reduced to so many pixels; null for the photo's own size. */
  maxSide: number | null;
};

export type DeviceStep = "load" | "decode" | "color" | "encode";

/** A photo in color. */
export type DevicePicture = {
  picture: Blob;
  width: number;
  height: number;
  /** From the decoded pixels to the colored ones, in milliseconds. */
  colorMs: number;
};

/** Why a photo got no color on this device. */
export const deviceFaults = [
  "no_webassembly",
  "engine_unavailable",
  "cannot_decode",
  "too_many_pixels",
  "nothing_to_color",
  "out_of_memory",
  "unexpected",
] as const;
export type DeviceFault = (typeof deviceFaults)[number];

/** To the worker: first its engine, then one photo after the other. */
export type ToWorker = { kind: "open"; engine: EngineDescription } | { kind: "color"; id: number; order: DeviceOrder };

/** From it: `share` in [0, 1] is of the step. */
export type FromWorker =
  | { kind: "opened" }
  | { kind: "progress"; id: number | null; step: DeviceStep; share: number }
  | { kind: "colored"; id: number; result: DevicePicture }
  | { kind: "failed"; id: number | null; fault: DeviceFault };
