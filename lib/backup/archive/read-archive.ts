import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import {
  BackupError,
  type Entries,
  formatVersion,
  type Manifest,
  manifestHeadSchema,
  manifestName,
  manifestSchema,
} from "./manifest";

/** No manifest is larger: 100,000 files make 15 MB. */
const maxManifestBytes = 256 * 1024 * 1024;

/**
 * Reads the archive once to its end and compares every entry with the manifest. Hashes find damage, not forgery: whoever can
 * write the archive can write its manifest too.
 * @throws {BackupError} when it is none, cut off, changed, or of a later format
 */
export async function checkArchive(file: string): Promise<Manifest> {
  let text = "";
  const entries = await readArchive(file, async (name, content) => {
    if (name !== manifestName) return drain(content);
    text = await readText(content);
  });
  if (text === "") throw damaged(file, "it has no manifest");
  const manifest = parseManifest(file, text);
  compareEntries(file, manifest.entries, entries);
  return manifest;
}

/**
 * Gives every entry to `take`, in the archive's order. Returns size and hash of each but the manifest.
 * @throws {BackupError} when the archive cannot be read to its end; what `take` throws
 */
export async function readArchive(
  file: string,
  take: (name: string, content: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<Entries> {
  const tar = extract();
  // What goes wrong here ends the loop below as well.
  const unpacked = pipeline(createReadStream(file), createGunzip(), tar);
  unpacked.catch(() => {});
  const entries: Entries = {};
  try {
    for await (const entry of tar) {
      const { name, type } = entry.header;
      if (type !== "file" || name in entries) throw damaged(file, `it holds ${name}, which is no file of a backup`);
      const counted = countAndHash(readEntry(entry));
      await take(name, counted.content).catch((cause: unknown) => {
        throw new TakerError("", { cause });
      });
      if (name !== manifestName) entries[name] = counted.result();
    }
    await unpacked;
  } catch (error) {
    throw asBackupError(file, error);
  } finally {
    tar.destroy();
  }
  return entries;
}

/** @throws {BackupError} for the first entry that is missing, too many or another than the manifest says */
export function compareEntries(file: string, wanted: Entries, found: Entries): void {
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    if (!found[name]) throw damaged(file, `${name} is missing`);
    if (!wanted[name]) throw damaged(file, `${name} is not in its manifest`);
    if (found[name].sha256 !== wanted[name].sha256) throw damaged(file, `${name} is not what was backed up`);
  }
}

function parseManifest(file: string, text: string): Manifest {
  const head = manifestHeadSchema.safeParse(parseJson(text));
  if (!head.success) throw damaged(file, "its manifest is not a studio's");
  if (head.data.format > formatVersion) {
    throw new BackupError(
      `${file} was made by a newer version of the studio (format ${head.data.format}; this one reads ${formatVersion}). ` +
        "Restore it with that version. Nothing was changed.",
    );
  }
  const manifest = manifestSchema.safeParse(parseJson(text));
  if (!manifest.success) throw damaged(file, "its manifest is not complete");
  return manifest.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An error of whoever takes the entries, told apart from those of the archive. */
class TakerError extends Error {}

/** An error of the archive in the middle of an entry, which reaches its taker first. */
class UnreadableEntry extends Error {}

async function* readEntry(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of entry) if (chunk instanceof Uint8Array) yield chunk;
  } catch (cause) {
    throw new UnreadableEntry("", { cause });
  }
}

function countAndHash(content: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  return { content: counted(), result: () => ({ bytes, sha256: hash.digest("hex") }) };
}

/** Reads to the end and keeps nothing. */
export async function drain(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _chunk of content);
}

async function readText(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > maxManifestBytes) throw new BackupError("The manifest is too large to be one. Nothing was changed.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function asBackupError(file: string, thrown: unknown): unknown {
  const error = thrown instanceof TakerError ? thrown.cause : thrown;
  if (error instanceof UnreadableEntry) return damaged(file, "it cannot be read to its end", error.cause);
  if (error instanceof BackupError || thrown instanceof TakerError || !(error instanceof Error)) return error;
  if ("code" in error && error.code === "ENOENT") return new BackupError(`There is no file ${file}.`, { cause: error });
  return "syscall" in error ? error : damaged(file, error.message, error);
}

const damaged = (file: string, why: string, cause?: unknown) =>
  new BackupError(
    `${file} is damaged, cut off or no backup: ${why}. Restore from another backup. Nothing was changed.`,
    { cause },
  );
