import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
/** Nobody compresses a body twice by mistake more than this often, and each layer multiplies what a bomb can do. */
const maxLayers = 2;

/**
 * The body without its content encodings, as a stream: whoever reads it decides how much is enough, so a bomb costs no more than
 * what is read. Null when an encoding is unknown. Errors of the body and of the decoding are errors of the stream.
 */
export function unpackBody(body: Readable, contentEncoding: string): Readable | null {
  const names = contentEncoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > maxLayers) return null;
  // The last one that was applied is listed last.
  return names.reduceRight<Readable | null>((inner, name) => {
    const create = decoders[name];
    return inner && create ? pipeline(inner, create(), ignore) : null;
  }, body);
}

// The reader of the stream gets the error; pipeline requires a callback all the same.
const ignore = () => {};
