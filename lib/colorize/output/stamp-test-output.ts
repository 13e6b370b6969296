import { rename, rm } from "node:fs/promises";
import type { Sharp } from "sharp";
import type { OutputFormat } from "../../contract/order";
import { writeIptc } from "../photo-metadata/iptc/iptc-datasets";
import type { OutputMetadata } from "./containers/wrapping";
import { drawTestMark } from "./draw-test-mark";
import { trimExif } from "./metadata/exif-block";
import { openOutput } from "./open-output";
import { writeOutput } from "./write-output";

/** Sides of a tile in pixels. A smaller one could not be read; a larger one would leave whole faces unmarked. */
const smallestTile = 16;
const defaultTile = 96;
const largestTile = 640;
const tilesAcross = 4;

/**
 * Draws TEST all over the output of a test key, in place. Depth, alpha, profile, EXIF and XMP are kept. The mark is one tile that
 * is repeated while the picture streams through, so memory does not grow with the picture.
 */
export async function stampTestOutput(path: string, format: OutputFormat): Promise<void> {
  const stamped = `${path}.stamped`;
  const { image, space, hasAlpha, icc, metadata } = await openOutput(path);
  const tile = await makeTile(image);
  // Without `space` sharp would draw in 8 bits even on a 16-bit picture.
  const marked = image
    .pipelineColourspace(space)
    .composite([{ input: tile, tile: true }])
    .toColourspace(space);
  try {
    const { exif, xmp, iptc = [], resolution, texts = {}, keywordTexts } = metadata;
    const kept: OutputMetadata = {
      icc,
      exif: exif ? trimExif(exif) : null,
      xmp: xmp ?? null,
      ...(resolution && { resolution }),
      ...(iptc.length > 0 && { iptc: writeIptc(iptc) }),
      ...(texts.comment && { comment: texts.comment.join("\n") }),
      ...(keywordTexts && { keywordTexts }),
    };
    await writeOutput(hasAlpha ? marked : marked.removeAlpha(), { path: stamped, format, metadata: kept });
    await rename(stamped, path);
  } finally {
    await rm(stamped, { force: true });
  }
}

/** A tile of about a quarter of the longer side, cropped only when the picture is thinner than the tile. */
async function makeTile(image: Sharp): Promise<Buffer> {
  const { width, height } = await image.metadata();
  const wanted = Math.max(defaultTile, Math.min(largestTile, Math.round(Math.max(width, height) / tilesAcross)));
  const side = Math.max(smallestTile, Math.min(wanted, width, height));
  // sharp refuses a tile that is larger than the picture.
  return drawTestMark(side, Math.min(side, width), Math.min(side, height));
}
