import sharp from "sharp";
import { AppError } from "../../../../../../errors/app-error";
import { pictureLimits } from "../../../../../photo-file/open-picture";
import { decodeWithSharp } from "../../../photo-file/decode-with-sharp";
import { labOfRgb } from "../../../pixels/convert-lab";
import { bitsOf, type Plane, type Raster } from "../../../pixels/raster";

/** Of an answer. The picture that was sent has at most 4 million; some engines enlarge what they paint. */
const maxPixels = 32_000_000;
/** Formats whose decoders see untrusted bytes anyway: photos of these are accepted from everybody. */
const formats = new Set(["png", "jpeg", "webp"]);

export type LabPlanes = { lightness: Plane; a: Plane; b: Plane };
type Size = { width: number; height: number };

/**
 * CIELAB of a picture that an engine returned, upright, reduced to a longer side of at most `longSide` pixels.
 * @throws {AppError} upstream_invalid_output when it does not decode, has too many pixels or no color
 */
export async function readPaintedPicture(bytes: Uint8Array, longSide: number): Promise<LabPlanes> {
  const planes = await decode(bytes, longSide).catch((cause: unknown) => {
    throw cause instanceof AppError && cause.code === "upstream_invalid_output"
      ? cause
      : refuse("The provider's answer is not a usable picture.", cause);
  });
  if (isGray(planes)) throw refuse("The provider returned the photo without color.");
  return planes;
}

async function decode(bytes: Uint8Array, longSide: number): Promise<LabPlanes> {
  const limits = { ...pictureLimits(), limitInputPixels: maxPixels };
  const { format, width, height } = await sharp(bytes, limits).metadata();
  if (!formats.has(format)) throw refuse("The provider's answer is not a usable picture.", new Error(format));
  if (width * height > maxPixels) throw refuse("The provider's answer has too many pixels.");
  const box = { width: longSide, height: longSide, fit: "inside", withoutEnlargement: true } as const;
  const { raster } = await decodeWithSharp((options) => sharp(bytes, { ...limits, ...options }).resize(box));
  return measureLab(raster);
}

function measureLab(raster: Raster): LabPlanes {
  const { pixels, width, height, channels } = raster;
  const top = bitsOf(raster) === 16 ? 65_535 : 255;
  const plane = (): Plane => ({ data: new Float32Array(width * height), width, height });
  const planes = { lightness: plane(), a: plane(), b: plane() };
  for (let i = 0, at = 0; i < width * height; i++, at += channels) {
    const [red, green, blue] = [pixels[at], pixels[at + 1], pixels[at + 2]] as [number, number, number];
    const lab = labOfRgb(red / top, green / top, blue / top);
    planes.lightness.data[i] = lab.l;
    planes.a.data[i] = lab.a;
    planes.b.data[i] = lab.b;
  }
  return planes;
}

/** In units of a and b. A gray JPEG stays below the first; of a photo in color, far more than the share is above it. */
const grayChroma = 3;
const coloredShare = 0.005;
/** Standard deviation of L* below which there is nothing to see, so nothing that had to be given a color. */
const blankDeviation = 2;

/** Whether an engine left the photo as it was. That of a blank sheet may be gray. */
function isGray({ lightness, a, b }: LabPlanes): boolean {
  const count = a.data.length;
  let colored = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    if (Math.hypot(a.data[i] as number, b.data[i] as number) > grayChroma) colored += 1;
    const l = lightness.data[i] as number;
    sum += l;
    squares += l * l;
  }
  const variance = squares / count - (sum / count) ** 2;
  return colored < count * coloredShare && variance > blankDeviation ** 2;
}

/**
 * Whether a picture has the other's proportions, to 2 % or, in small pictures, to a pixel.
 * @param answer its size, whatever its scale
 */
export function hasShapeOf(answer: Size, sent: Size): boolean {
  const isWide = sent.width >= sent.height;
  const scale = isWide ? answer.width / sent.width : answer.height / sent.height;
  const wanted = scale * (isWide ? sent.height : sent.width);
  return Math.abs((isWide ? answer.height : answer.width) - wanted) <= Math.max(1, wanted * 0.02);
}

const refuse = (problem: string, cause?: unknown): AppError =>
  new AppError("upstream_invalid_output", { detail: `${problem} Nothing was charged.`, cause });
