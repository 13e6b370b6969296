import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import sharp from "sharp";
import { extract } from "tar-stream";
import { glob } from "tinyglobby";
import { pictureLimits } from "../../../lib/colorize/photo-file/open-picture";
import { decodeWithSharp } from "../../../lib/colorize/providers/embedded/photo-file/decode-with-sharp";
import { type Raster, reduceTo8Bits } from "../../../lib/colorize/providers/embedded/pixels/raster";
import { AppError } from "../../../lib/errors/app-error";
import { fadePrint } from "./fade-print";

/** A photo file as it was found. */
export type PhotoFile = {
  /** Its path below the searched folder; of a photo inside a shard `shard.tar/photo.jpg`. */
  name: string;
  /** Of its bytes, in hex. */
  sha256: string;
  bytes: Buffer;
};

const isPhoto = (name: string) => /\.(jpe?g|png|webp)$/i.test(name);

/**
 * Every JPEG, PNG and WebP below a folder, and in the tar files there, in the order of their names; one in memory at a time.
 * @throws {AppError} image_corrupt when a tar file is damaged
 */
export async function* readPhotos(dir: string): AsyncGenerator<PhotoFile> {
  const files = await glob("**/*", { cwd: dir, expandDirectories: false, followSymbolicLinks: false });
  for (const file of files.sort()) {
    const at = path.join(dir, file);
    if (isPhoto(file)) yield describePhoto(file, await readFile(at));
    if (/\.tar$/i.test(file)) yield* readShard(at, file);
  }
}

async function* readShard(at: string, name: string): AsyncGenerator<PhotoFile> {
  const entries = extract();
  // What goes wrong here ends the loop below as well, which tells it.
  pipeline(createReadStream(at), entries).catch(() => {});
  try {
    for await (const entry of entries) {
      const bytes = await buffer(entry);
      if (entry.header.type === "file" && isPhoto(entry.header.name)) {
        yield describePhoto(`${name}/${entry.header.name}`, bytes);
      }
    }
  } catch (cause) {
    throw new AppError("image_corrupt", { detail: `${at} can't be read to its end as a tar file.`, cause });
  }
}

function describePhoto(name: string, bytes: Buffer): PhotoFile {
  return { name, sha256: createHash("sha256").update(bytes).digest("hex"), bytes };
}

/** The photo as the engine reads it, brought to 8 bits, as a faded print if asked for; null where it can't be read. */
export async function decodeTruth(bytes: Buffer, faded: boolean): Promise<Raster | null> {
  try {
    const { raster } = await decodeWithSharp((options) => sharp(bytes, { ...pictureLimits(), ...options }));
    const photo = reduceTo8Bits(raster);
    return faded ? fadePrint(photo) : photo;
  } catch {
    return null; // damaged, cut off or too large: there is no truth to compare with
  }
}
