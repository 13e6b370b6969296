import type { Sharp, Stats } from "sharp";
import { AppError } from "../../errors/app-error";
import type { Photo } from "../image-input/photo";
import { openPicture } from "../photo-file/open-picture";

type Checked = Pick<Photo, "workPath" | "width" | "height">;

/** Small, so that looking at every pixel costs nothing; the decoder still reads every row of the file. */
const probePixels = 64;
/** Levels of 255 between the darkest and the lightest sample: a picture of one color has no more than this … */
const flatLevels = 1;
/** … and a photo that surely shows something has at least these in its shrunk copy, */
const pictureLevels = 8;
/** or these between single samples: a fainter speck or grain may be lost where the output is JPEG or WebP. */
const fineLevels = 64;

/**
 * Checks an output that the studio's own engine wrote, from pixels that it had: an encoder that fails says so, and decoding its
 * file again would take a tenth of the time that the photo took.
 * @throws {AppError} upstream_invalid_output
 */
export async function checkOwnOutput(path: string, photo: Checked): Promise<void> {
  const { autoOrient } = await openPicture(path)
    .metadata()
    .catch((cause: unknown) => {
      throw refuse("is not a usable image", cause);
    });
  checkSize(autoOrient, photo);
}

/**
 * Checks what a provider wrote against the photo it was given, before it is stored and charged: it decodes to its end, has
 * the photo's size in pixels, and is not one flat color where the photo was not.
 * @throws {AppError} upstream_invalid_output
 */
export async function checkOutput(path: string, photo: Checked): Promise<void> {
  const { width, height, range } = await probe(path, removeAlpha).catch((cause: unknown) => {
    throw refuse("is not a usable image", cause);
  });
  checkSize({ width, height }, photo);
  // Shrinking evens out grain, so only the whole pictures can tell; few come this far.
  if (range <= flatLevels && (await isFlat(path)) && (await showsSomething(photo.workPath))) {
    throw refuse("is of one single color, but the photo is not");
  }
}

function checkSize({ width, height }: { width: number; height: number }, photo: Checked): void {
  if (width === photo.width && height === photo.height) return;
  throw refuse(`has ${width} × ${height} pixels, but the photo has ${photo.width} × ${photo.height}`);
}

const removeAlpha = (image: Sharp): Sharp => image.removeAlpha();
/** As it is seen, on the white that an output without transparency gets. */
const flattenAlpha = (image: Sharp): Sharp => image.flatten({ background: "white" });

/** `range`: between the darkest and the lightest sample of the shrunk picture without its transparency, 0 to 255. */
async function probe(
  path: string,
  makeOpaque: (image: Sharp) => Sharp,
): Promise<{ width: number; height: number; range: number }> {
  const image = openPicture(path, { sequentialRead: true });
  const { autoOrient } = await image.metadata();
  const fit = { fit: "inside", withoutEnlargement: true } as const;
  const shrunk = makeOpaque(image.resize(probePixels, probePixels, fit));
  const samples = await shrunk.toColorspace("srgb").raw().toBuffer();
  const ranges = [0, 1, 2].map((channel) => {
    const values = samples.filter((_, index) => index % 3 === channel);
    return Math.max(...values) - Math.min(...values);
  });
  return { width: autoOrient.width, height: autoOrient.height, range: Math.max(...ranges) };
}

const isFlat = async (path: string): Promise<boolean> => (await measureRange(path)) <= flatLevels / 255;

async function showsSomething(path: string): Promise<boolean> {
  if ((await probe(path, flattenAlpha)).range >= pictureLevels) return true;
  // The samples behind transparency are not seen.
  const { hasAlpha } = await openPicture(path).metadata();
  return !hasAlpha && (await measureRange(path)) >= fineLevels / 255;
}

/** How far the samples of the color channels lie apart, as a share of the whole range: 0 for one color, about 1 for all. */
async function measureRange(path: string): Promise<number> {
  const image = openPicture(path);
  const [{ channels }, { depth, hasAlpha }] = [await image.stats(), await image.metadata()];
  const colors = hasAlpha ? channels.slice(0, -1) : channels;
  return Math.max(...colors.map((channel) => rangeOf(channel, depth)));
}

function rangeOf({ min, max, mean, stdev }: Stats["channels"][number], depth: string | undefined): number {
  if (depth === "uchar") return (max - min) / 255;
  if (depth === "ushort") return (max - min) / 65_535;
  // Floating-point samples have no fixed range, and libvips gives their least and largest as whole numbers.
  return stdev === 0 ? 0 : (4 * stdev) / (Math.abs(mean) + 2 * stdev);
}

function refuse(problem: string, cause?: unknown): AppError {
  return new AppError("upstream_invalid_output", {
    detail: `The provider's output ${problem}. Nothing was charged.`,
    cause,
  });
}
