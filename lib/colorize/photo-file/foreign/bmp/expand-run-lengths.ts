import type { BmpHeader } from "./read-bmp-header";

/** Second byte after a 0: the end of a row, of the picture, or a move by two numbers. */
const [endOfRow, endOfPicture, move] = [0, 1, 2];

/**
 * The indexes of an RLE4 or RLE8 picture, one byte each, from the top row down. What the file passes over is index 0.
 * @throws when a run leaves the picture
 */
export function expandRunLengths(
  bytes: Uint8Array,
  { width, height, bits, isTopDown }: Pick<BmpHeader, "width" | "height" | "bits" | "isTopDown">,
): Uint8Array {
  const indexes = new Uint8Array(width * height);
  let [x, y] = [0, 0];
  const put = (index: number) => {
    if (y >= height || x >= width) throw new Error("a run leaves the picture");
    indexes[(isTopDown ? y : height - 1 - y) * width + x] = index;
    x += 1;
  };
  const nibble = (byte: number, i: number) => (i % 2 === 0 ? byte >> 4 : byte & 15);
  for (let at = 0; at + 1 < bytes.length; ) {
    const [count = 0, value = 0] = [bytes[at], bytes[at + 1]];
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i += 1) put(bits === 4 ? nibble(value, i) : value);
    } else if (value === endOfRow) [x, y] = [0, y + 1];
    else if (value === endOfPicture) return indexes;
    else if (value === move) {
      x += bytes[at] ?? 0;
      y += bytes[at + 1] ?? 0;
      at += 2;
    } else {
      for (let i = 0; i < value; i += 1) {
        const byte = bytes[at + (bits === 4 ? i >> 1 : i)];
        if (byte === undefined) throw new Error("pixels are missing");
        put(bits === 4 ? nibble(byte, i) : byte);
      }
      // Literal runs are padded to two bytes.
      const used = bits === 4 ? Math.ceil(value / 2) : value;
      at += used + (used % 2);
    }
  }
  // Some programs leave the mark for the end out.
  if (y < height - 1) throw new Error("pixels are missing");
  return indexes;
}
