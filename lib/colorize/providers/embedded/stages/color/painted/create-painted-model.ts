import sharp from "sharp";
import { AppError } from "../../../../../../errors/app-error";
import { grayOfLightness } from "../../../pixels/convert-lab";
import type { Plane } from "../../../pixels/raster";
import type { ColorModel } from "../color-model";
import { hasShapeOf, type LabPlanes, readPaintedPicture } from "./read-painted-picture";

/** A gray picture for whoever paints, and what it was painted into. */
export type PictureAsk = { picture: Uint8Array; width: number; height: number };
export type PictureReply = { bytes: Uint8Array };
export type AskPicture = (ask: PictureAsk) => Promise<PictureReply>;

type Colors = { a: Plane; b: Plane };
/**
 * Brings the colors of a picture that was repainted, shifted or cropped to where they belong in the photo. `share`, 0 to 1, is how
 * much of the photo has them; the rest has `fill`. Null where the two pictures are not of the same thing.
 */
export type TransferColors = (lightness: Plane, answer: LabPlanes, fill: Colors) => (Colors & { share: number }) | null;

/** For an engine whose answer has a geometry of its own: what brings it back, and what colors the places that it leaves. */
export type Matching = { transfer: TransferColors; fill: (lightness: Plane) => Promise<Colors> };

type Options = {
  ask: AskPicture;
  /** Of the picture that is asked about, in pixels. */
  longSide: number;
  /** Null where the answer has the photo's geometry. */
  matching: Matching | null;
};
/** `share`, 0 to 1, is how much of the last photo has the colors of the answer. */
export type PaintedModel = { model: ColorModel; readShare: () => number };

/**
 * A color model that has the picture painted by somebody else: of the answer only a and b are taken. For one photo, because it knows
 * whose answer it got.
 */
export function createPaintedModel({ ask, longSide, matching }: Options): PaintedModel {
  let share = 1;
  const model: ColorModel = {
    takesPhotoAsIs: true,
    sizeFor({ width, height }) {
      const scale = Math.min(1, longSide / Math.max(width, height));
      return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
    },
    async predict(lightness) {
      const { width, height } = lightness;
      const started = performance.now();
      const { bytes } = await ask({ picture: await drawGrayPicture(lightness), width, height });
      const inferenceMs = performance.now() - started;
      const answer = await readPaintedPicture(bytes, longSide);
      if (!matching) return { ...takeColors(lightness, answer), inferenceMs };
      const matched = matching.transfer(lightness, answer, await matching.fill(lightness));
      if (!matched) throw refuse("The provider returned a picture of something else than the photo.");
      share = matched.share;
      return { a: matched.a, b: matched.b, inferenceMs };
    },
  };
  return { model, readShare: () => share };
}

/** The lightness (L* 0 to 100) as a gray PNG of 8 bits, sRGB, without metadata. */
async function drawGrayPicture({ data, width, height }: Plane): Promise<Uint8Array> {
  const gray = Uint8Array.from(data, (lightness) => grayOfLightness(lightness) * 255 + 0.5);
  // Without the color space sharp would write three channels, which triples what goes over the network.
  return sharp(gray, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png()
    .toBuffer();
}

function takeColors(lightness: Plane, { a, b }: LabPlanes): Colors {
  if (hasShapeOf(a, lightness)) return { a, b };
  throw refuse("The provider returned a picture with other proportions than the photo's.");
}

const refuse = (problem: string): AppError =>
  new AppError("upstream_invalid_output", { detail: `${problem} Nothing was charged.` });
