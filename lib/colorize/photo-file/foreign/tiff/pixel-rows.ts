/** Bytes that are taken out of a decoded picture at a time. */
const pieceBytes = 4 * 1024 * 1024;

/** The rows of a whole picture in pieces of some megabytes, without copying. */
export function* sliceRows(pixels: Uint8Array, rowBytes: number): Generator<Uint8Array> {
  const step = rowBytes * rowsAtOnce(rowBytes);
  for (let at = 0; at < pixels.length; at += step) yield pixels.subarray(at, at + step);
}

/** How many rows make a piece. */
export const rowsAtOnce = (rowBytes: number): number => Math.max(1, Math.floor(pieceBytes / rowBytes));

/** @param rgba 8 bits a sample */
export function isOpaque(rgba: Uint8Array): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

/** RGBA of 8 bits to RGB. */
export function* dropAlpha(rows: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const rgba of rows) {
    const rgb = new Uint8Array((rgba.length / 4) * 3);
    for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
      rgb[to] = rgba[from] ?? 0;
      rgb[to + 1] = rgba[from + 1] ?? 0;
      rgb[to + 2] = rgba[from + 2] ?? 0;
    }
    yield rgb;
  }
}
