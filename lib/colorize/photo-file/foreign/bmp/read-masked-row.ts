import type { BmpHeader } from "./read-bmp-header";

/** A row of 16- or 32-bit pixels whose colors are bit fields, as 8-bit RGB, or RGBA where there is a field for alpha. */
export function readMaskedRow(row: Uint8Array, { masks, bits }: BmpHeader, to: Uint8Array): void {
  if (!masks) return;
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  const fields = [masks.red, masks.green, masks.blue, ...(masks.alpha ? [masks.alpha] : [])].map(toField);
  const pixelBytes = bits / 8;
  for (let from = 0, at = 0; at < to.length; from += pixelBytes) {
    const pixel = pixelBytes === 2 ? view.getUint16(from, true) : view.getUint32(from, true);
    for (const { shift, max } of fields) {
      to[at] = max === 0 ? 0 : Math.round((((pixel >>> shift) & max) * 255) / max);
      at += 1;
    }
  }
}

function toField(mask: number): { shift: number; max: number } {
  if (mask === 0) return { shift: 0, max: 0 };
  const shift = 31 - Math.clz32(mask & -mask);
  return { shift, max: mask >>> shift };
}
