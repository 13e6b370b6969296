import { readFile } from "node:fs/promises";
import { checkPage, checkSize, type Decoded, type ForeignTask } from "../foreign-task";
import { rowsAtOnce } from "../tiff/pixel-rows";
import { writeTiff } from "../tiff/write-tiff";
import { expandRunLengths } from "./expand-run-lengths";
import { type BmpHeader, readBmpHeader } from "./read-bmp-header";
import { readMaskedRow } from "./read-masked-row";

/**
 * Bitmaps of Windows and OS/2 with 1 to 32 bits, as 8-bit gray or RGB. The fourth byte of 32-bit pixels is transparency only where
 * the header says so.
 */
export async function decodeBmp(task: ForeignTask): Promise<Decoded> {
  const file = await readFile(task.path);
  const header = readBmpHeader(file);
  checkSize(header, task);
  checkPage(task.page, 1);
  const { width, height, masks } = header;
  const channels = isGray(header) ? 1 : masks?.alpha ? 4 : 3;
  await writeTiff(task.outPath, { width, height, channels, depth: 8 }, readPieces(file, header, channels));
  return { pages: 1, notes: [] };
}

type Channels = 1 | 3 | 4;

function* readPieces(file: Buffer, header: BmpHeader, channels: Channels): Generator<Uint8Array> {
  const { width, height, bits, isTopDown, isRunLength, pixelsAt } = header;
  const pixels = isRunLength ? expandRunLengths(file.subarray(pixelsAt), header) : file.subarray(pixelsAt);
  // Rows are padded to four bytes; run lengths were expanded to one byte a pixel.
  const rowBytes = isRunLength ? width : Math.floor((width * bits + 31) / 32) * 4;
  if (pixels.length < rowBytes * (height - 1) + Math.ceil((width * bits) / 8)) throw new Error("pixels are missing");
  const step = rowsAtOnce(width * channels);
  for (let top = 0; top < height; top += step) {
    const rows = Math.min(step, height - top);
    const piece = new Uint8Array(rows * width * channels);
    for (let y = 0; y < rows; y += 1) {
      const at = (isTopDown || isRunLength ? top + y : height - 1 - top - y) * rowBytes;
      readRow(pixels.subarray(at, at + rowBytes), header, {
        channels,
        to: piece.subarray(y * width * channels, (y + 1) * width * channels),
      });
    }
    yield piece;
  }
}

type RowTarget = { channels: Channels; to: Uint8Array };

function readRow(row: Uint8Array, header: BmpHeader, { channels, to }: RowTarget): void {
  if (header.masks) readMaskedRow(row, header, to);
  else if (header.bits <= 8) readIndexedRow(row, header, { channels, to });
  else readPlainRow(row, header.bits / 8, to);
}

function readIndexedRow(
  row: Uint8Array,
  { bits, isRunLength, palette, width }: BmpHeader,
  { channels, to }: RowTarget,
): void {
  const size = isRunLength ? 8 : bits;
  const perByte = 8 / size;
  const mask = 2 ** size - 1;
  for (let x = 0; x < width; x += 1) {
    const byte = row[Math.floor(x / perByte)] ?? 0;
    const index = (byte >> (8 - size - (x % perByte) * size)) & mask;
    for (let c = 0; c < channels; c += 1) to[x * channels + c] = palette[index * 3 + c] ?? 0;
  }
}

/** Blue, green, red, and in 32 bits a byte without meaning. */
function readPlainRow(row: Uint8Array, pixelBytes: number, to: Uint8Array): void {
  for (let from = 0, at = 0; at < to.length; from += pixelBytes, at += 3) {
    to[at] = row[from + 2] ?? 0;
    to[at + 1] = row[from + 1] ?? 0;
    to[at + 2] = row[from] ?? 0;
  }
}

function isGray({ bits, palette }: BmpHeader): boolean {
  if (bits > 8) return false;
  for (let i = 0; i < palette.length; i += 3)
    if (palette[i] !== palette[i + 1] || palette[i] !== palette[i + 2]) return false;
  return true;
}
