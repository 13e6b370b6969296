import { createReadStream, createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Sharp } from "sharp";
import type { MetadataPolicy, OutputFormat } from "../../contract/order";
import { wrapJpeg } from "./containers/wrap-jpeg";
import { wrapPng } from "./containers/wrap-png";
import { wrapWebp } from "./containers/wrap-webp";
import { applyMetadataPolicy, type OutputMetadata } from "./metadata/apply-metadata-policy";
import { openOutput } from "./open-output";

/** How each format is written. */
const encodeImage: Record<OutputFormat, (image: Sharp) => Sharp> = {
  // Level 2 with row filters is both faster and smaller than the default level 6 without.
  png: (image) => image.png({ compressionLevel: 2, adaptiveFiltering: true, palette: false }),
  // JPEG has no alpha, and color at half size would bleed over edges. Optimized tables keep the whole picture in memory
  // once more, 300 MB at 50 megapixels, to save a few percent.
  jpeg: (image) =>
    image.flatten({ background: "#fff" }).jpeg({ quality: 92, chromaSubsampling: "4:4:4", optimiseCoding: false }),
  // From effort 3 on libwebp keeps a token for everything it finds: twice the time and tens of megabytes for a few percent.
  webp: (image) => image.webp({ quality: 90, effort: 2 }),
};

const wrap = { png: wrapPng, jpeg: wrapJpeg, webp: wrapWebp };
/** Holds what every wrapping looks at. */
const headBytes = 64;

type Target = { path: string; format: OutputFormat; metadata: OutputMetadata };

/**
 * Encodes the image and puts profile, EXIF and XMP into the file, byte for byte as given: sharp writes them only of files it
 * decoded itself, rewrites EXIF, and would run the pixels through the profile again. Needs room for the file twice on disk,
 * none in memory.
 */
export async function writeOutput(image: Sharp, { path, format, metadata }: Target): Promise<void> {
  const bare = `${path}.bare`;
  try {
    const { size, width, height } = await encodeImage[format](image).toFile(bare);
    const head = await readHead(bare);
    const { before, skip, after } = wrap[format]({ head, bytes: size, width, height }, metadata);
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

/** Writes a finished picture once more, to `path`: upright, in the wanted format, marked, with no more metadata than wanted. */
export async function convertOutput(from: string, { path, format, policy }: Wanted): Promise<void> {
  const { image, space, icc, metadata } = await openOutput(from);
  const pixels = image.autoOrient().toColourspace(format === "png" ? space : "srgb");
  await writeOutput(pixels, { path, format, metadata: { icc, ...applyMetadataPolicy(metadata, { policy, format }) } });
}
