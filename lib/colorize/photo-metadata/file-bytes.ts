import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes by their offset. `read` gives fewer than asked for at the end, and none beyond it. */
export type ByteSource = { size: number; read(at: number, length: number): Buffer };

const windowBytes = 64 * 1024;

export const bytesOf = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: (at, length) => (isOffset(at) ? bytes.subarray(at, at + length) : bytes.subarray(0, 0)),
});

const isOffset = (at: number): boolean => Number.isSafeInteger(at) && at >= 0;

/**
 * A file of which a few kilobytes are read here and there. It reads at once instead of waiting, because metadata takes some dozen
 * reads of 64 KiB, each shorter than a turn of the event loop.
 */
export class FileBytes implements ByteSource {
  readonly size: number;
  private window = Buffer.alloc(0);
  private start = 0;

  private constructor(private readonly descriptor: number) {
    this.size = fstatSync(descriptor).size;
  }

  /** @throws when the file cannot be opened, and what `use` throws */
  static use<Result>(path: string, use: (file: FileBytes) => Result): Result {
    const descriptor = openSync(path, "r");
    try {
      return use(new FileBytes(descriptor));
    } finally {
      closeSync(descriptor);
    }
  }

  read(at: number, length: number): Buffer {
    if (!isOffset(at)) return Buffer.alloc(0);
    const from = at - this.start;
    if (from >= 0 && from + length <= this.window.length) return this.window.subarray(from, from + length);
    const wanted = Math.min(Math.max(length, windowBytes), Math.max(0, this.size - at));
    const filled = Buffer.alloc(wanted);
    const bytes = readSync(this.descriptor, filled, 0, wanted, at);
    this.window = filled.subarray(0, bytes);
    this.start = at;
    return this.window.subarray(0, length);
  }
}
