import { createReadStream, createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Sharp } from "sharp";
import type { OutputFormat } from "../../contract/order";
import { wrapJpeg } from "./containers/wrap-jpeg";
import { wrapPng } from "./containers/wrap-png";
import { wrapWebp } from "./containers/wrap-webp";
import { encodeImage } from "./encode-image";
import type { OutputMetadata } from "./metadata/apply-metadata-policy";

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
