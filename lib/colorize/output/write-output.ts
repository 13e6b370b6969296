import { createReadStream, createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Sharp } from "sharp";
import type { MetadataPolicy, OutputFormat } from "../../contract/order";
import { outputFormatFiles } from "./containers/output-format-files";
import { wrapAvif } from "./containers/wrap-avif";
import { wrapJpeg } from "./containers/wrap-jpeg";
import { wrapPng } from "./containers/wrap-png";
import { wrapTiff } from "./containers/wrap-tiff";
import { wrapWebp } from "./containers/wrap-webp";
import type { EncodedFile, OutputMetadata, Wrapping } from "./containers/wrapping";
import { applyMetadataPolicy } from "./metadata/apply-metadata-policy";
import { openOutput } from "./open-output";

/** The encoder settings of each format. */
const encodeImage: Record<OutputFormat, (image: Sharp) => Sharp> = {
  // Level 2 with row filters is both faster and smaller than the default level 6 without.
  png: (image) => image.png({ compressionLevel: 2, adaptiveFiltering: true, palette: false }),
  // JPEG has no alpha, and color at half resolution would bleed over edges. Optimized tables save a few percent but hold the
  // whole picture in memory once more: 300 MB at 50 megapixels.
  jpeg: (image) =>
    image.flatten({ background: "#fff" }).jpeg({ quality: 92, chromaSubsampling: "4:4:4", optimiseCoding: false }),
  // From effort 3 on libwebp takes twice the time and tens of megabytes more, to save a few percent.
  webp: (image) => image.webp({ quality: 90, effort: 2 }),
  // Deflate and the predictor are read everywhere.
  tiff: (image) => image.tiff({ compression: "deflate", predictor: "horizontal" }),
  // From effort 2 on it takes four times as long, to save a few percent.
  avif: (image) => image.avif({ quality: 75, effort: 1, chromaSubsampling: "4:4:4" }),
};

const wrap: Record<OutputFormat, (encoded: EncodedFile, metadata: OutputMetadata) => Wrapping> = {
  png: wrapPng,
  jpeg: wrapJpeg,
  webp: wrapWebp,
  tiff: wrapTiff,
  avif: wrapAvif,
};
/** Enough of the file's start for every wrapping. */
const headBytes = 64;

/** Encodes a picture to a path, in the wanted format and without metadata. */
type BareEncoder = (path: string) => Promise<{ size: number; width: number; height: number }>;
type Target = { path: string; format: OutputFormat; metadata: OutputMetadata };

/**
 * Encodes the image, or lets it be encoded, and adds profile, size, EXIF, XMP and texts byte for byte. sharp cannot do this: it attaches metadata only to
 * files it decoded itself, rewrites EXIF, says a resolution where there is none, and would convert the pixels with the profile
 * again. Needs twice the file's size on disk and no memory for it.
 */
export async function writeOutput(image: Sharp | BareEncoder, { path, format, metadata }: Target): Promise<void> {
  const bare = `${path}.bare`;
  try {
    const encode: BareEncoder = typeof image === "function" ? image : (to) => encodeImage[format](image).toFile(to);
    const { size, width, height } = await encode(bare);
    const head = await readHead(bare);
    const { before, skip, after } = wrap[format]({ path: bare, head, bytes: size, width, height }, metadata);
    async function* parts() {
      yield before;
      yield* createReadStream(bare, { start: skip, highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>;
      yield after;
    }
    await pipeline(parts, createWriteStream(path, { mode: 0o600 }));
  } finally {
    await rm(bare, { force: true });
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(headBytes), position: 0 });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

type Wanted = { path: string; format: OutputFormat; policy: MetadataPolicy };

/** Converts a finished picture to `format` at `path`: upright, with the AI mark and the metadata that the policy allows. */
export async function convertOutput(from: string, { path, format, policy }: Wanted): Promise<void> {
  const { image, space, icc, metadata } = await openOutput(from);
  const pixels = image.autoOrient().toColourspace(outputFormatFiles[format].isDeep ? space : "srgb");
  await writeOutput(pixels, { path, format, metadata: { icc, ...applyMetadataPolicy(metadata, { policy, format }) } });
}
