import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { extract } from "tar-stream";
import { glob } from "tinyglobby";

/** A photo file as it was found. */
export type PhotoFile = {
  /** Its path below the searched folder; of a photo inside a shard `shard.tar/photo.jpg`. */
  name: string;
  /** Of its bytes, in hex. */
  sha256: string;
  bytes: Buffer;
};

const isPhoto = (name: string) => /\.(jpe?g|png|webp)$/i.test(name);

/** Every JPEG, PNG and WebP below a folder, and in the tar files there, in the order of their names; one in memory at a time. */
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
  // A shard that is cut off ends the loop below with the same error; here it would go unheard.
  pipeline(createReadStream(at), entries).catch(() => {});
  for await (const entry of entries) {
    const bytes = await buffer(entry);
    if (entry.header.type === "file" && isPhoto(entry.header.name)) {
      yield describePhoto(`${name}/${entry.header.name}`, bytes);
    }
  }
}

function describePhoto(name: string, bytes: Buffer): PhotoFile {
  return { name, sha256: createHash("sha256").update(bytes).digest("hex"), bytes };
}
