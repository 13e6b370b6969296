import "server-only";
import { createHash } from "node:crypto";
import type { ColorizeRequest } from "./colorize-request";

/** SHA-256, hex, of what decides the result: the order as understood, not as spelled, the photo's bytes, and the mode. */
export function fingerprintRequest({ order, photo, mode }: Pick<ColorizeRequest, "order" | "photo" | "mode">): string {
  const { model, cleanScratches, faceRemaster, outputFormat, strength, metadata } = order;
  const parts = [model, cleanScratches, faceRemaster, outputFormat, strength, metadata, photo.sha256, mode];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
