/** Samples of fewer bits, brought to the whole range of 8 or 16. 16-bit ones are in little-endian order, here and there. */
export function* widenSamples(
  rows: Iterable<Uint8Array>,
  { bits, depth }: { bits: number; depth: 8 | 16 },
): Generator<Uint8Array> {
  const scale = (2 ** depth - 1) / (2 ** bits - 1);
  for (const piece of rows) {
    if (depth === 8) {
      yield piece.map((value) => Math.round(value * scale));
      continue;
    }
    const from = new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
    const widened = new DataView(new ArrayBuffer(piece.byteLength));
    for (let at = 0; at + 2 <= piece.byteLength; at += 2)
      widened.setUint16(at, Math.min(65_535, Math.round(from.getUint16(at, true) * scale)), true);
    yield new Uint8Array(widened.buffer);
  }
}
