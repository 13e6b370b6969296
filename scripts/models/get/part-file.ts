import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, readFile, rm, writeFile } from "node:fs/promises";
import { z } from "zod";
import { CommandError } from "../../command-line";

/** Which addresses the bytes are from, and the ETag that the last of them gave. */
const notesSchema = z.object({ sources: z.array(z.string()), etag: z.string().nullable() });
type Notes = z.infer<typeof notesSchema>;
const noNotes: Notes = { sources: [], etag: null };

/** Without notes the bytes may be anybody's: their hash decides. */
const readNotes = (path: string): Promise<Notes> =>
  readFile(path, "utf8")
    .then((text) => notesSchema.parse(JSON.parse(text)))
    .catch(() => noNotes);

/**
 * A file that is being downloaded, hashed as it grows, and its notes beside it. Both stay when the program ends, for the next one.
 */
export class PartFile {
  bytes = 0;
  /** Bytes appended and beginnings anew, since it was opened. */
  received = 0;
  restarts = 0;
  private hash: Hash = createHash("sha256");
  private notes = noNotes;

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** Goes on with what an earlier program left. @throws {CommandError} the disk */
  static async open(path: string): Promise<PartFile> {
    // Not "a": after a restart the same handle writes from the beginning.
    const handle = await open(path, "r+").catch(() => open(path, "w+", 0o600));
    const part = new PartFile(path, handle);
    // A device would never end.
    if ((await handle.stat()).isFile()) {
      for await (const piece of createReadStream(path)) {
        part.hash.update(piece);
        part.bytes += piece.length;
      }
    }
    part.notes = await readNotes(part.notesPath);
    return part;
  }

  private get notesPath(): string {
    return `${this.path}.json`;
  }

  /** The ETag of an address whose bytes came last; null for any other. */
  etagOf(address: string): string | null {
    return this.notes.sources.at(-1) === address ? this.notes.etag : null;
  }

  /** Addresses whose bytes are in it. */
  get sources(): readonly string[] {
    return this.notes.sources;
  }

  /** What is appended from now on comes from this address. */
  async beginFrom(address: string, etag: string | null): Promise<void> {
    const others = this.notes.sources.filter((source) => source !== address);
    this.notes = { sources: [...others, address], etag };
    await this.onDisk(() => writeFile(this.notesPath, JSON.stringify(this.notes)));
  }

  async append(piece: Buffer): Promise<void> {
    await this.onDisk(() => this.handle.write(piece, 0, piece.length, this.bytes));
    this.hash.update(piece);
    this.bytes += piece.length;
    this.received += piece.length;
  }

  /** Forgets what was received. */
  async restart(): Promise<void> {
    await this.onDisk(() => this.handle.truncate(0));
    this.bytes = 0;
    this.restarts += 1;
    this.hash = createHash("sha256");
    this.notes = noNotes;
  }

  sha256(): string {
    return this.hash.copy().digest("hex");
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  /** After `close`. */
  async remove(): Promise<void> {
    for (const file of [this.path, this.notesPath]) await rm(file, { force: true });
  }

  /** Removes the notes; the file is complete and goes elsewhere. */
  async removeNotes(): Promise<void> {
    await rm(this.notesPath, { force: true });
  }

  private async onDisk(write: () => Promise<unknown>): Promise<void> {
    await write().catch((cause: NodeJS.ErrnoException) => {
      const why = cause.code === "ENOSPC" ? "the disk is full" : cause.message;
      const rest = "What was received stays there; run the same command again and it goes on.";
      throw new CommandError(`${this.path} can't be written: ${why}. ${rest}`, 1, { cause });
    });
  }
}
