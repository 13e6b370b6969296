import { rename, rm } from "node:fs/promises";
import type { Sharp } from "sharp";
import type { OutputFormat } from "../../contract/order";
import { drawTestMark } from "./draw-test-mark";
import { trimExif } from "./metadata/exif-block";
import { openOutput } from "./open-output";
import { writeOutput } from "./write-output";

/** Sides of a tile, in pixels. Below the smallest the word is a smudge; above the largest it would leave faces free. */
const smallestTile = 16;
const defaultTile = 96;
const largestTile = 640;
const tilesAcross = 4;

/**
 * Draws TEST all over the output of a test key, in place. Depth, alpha, profile, EXIF and XMP stay. The mark is one tile that is
 * repeated while the picture streams by, so 50 megapixels need no more memory than one.
 */
export async function stampTestOutput(path: string, format: OutputFormat): Promise<void> {
  const stamped = `${path}.stamped`;
  const { image, space, hasAlpha, icc, metadata } = await openOutput(path);
  const tile = await makeTile(image);
  // Without the space sharp would draw in 8 bits, whatever the picture has.
  const marked = image
    .pipelineColourspace(space)
    .composite([{ input: tile, tile: true }])
    .toColourspace(space);
  try {
    const { exif, xmp } = metadata;
    const kept = { icc, exif: exif ? trimExif(exif) : null, xmp: xmp ?? null };
    await writeOutput(hasAlpha ? marked : marked.removeAlpha(), { path: stamped, format, metadata: kept });
    await rename(stamped, path);
  } finally {
    await rm(stamped, { force: true });
  }
}

/** A handful of tiles across; whole ones as long as the picture is not too thin for one. */
async function makeTile(image: Sharp): Promise<Buffer> {
  const { width, height } = await image.metadata();
  const wanted = Math.max(defaultTile, Math.min(largestTile, Math.round(Math.max(width, height) / tilesAcross)));
  const side = Math.max(smallestTile, Math.min(wanted, width, height));
  // sharp refuses a tile that is larger than the picture.
  return drawTestMark(side, Math.min(side, width), Math.min(side, height));
}
