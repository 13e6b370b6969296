/**
 * A decoded photo: sRGB, upright, interleaved. Three channels, or four with alpha last. The type of the samples is the
 * depth: Uint8Array 0..255, Uint16Array 0..65535. The engine paints it in place, so one copy of the photo is in memory.
 */
export type Raster = {
  pixels: Uint8Array | Uint16Array;
  width: number;
  height: number;
  channels: 3 | 4;
};

/** One plane of numbers, row after row. */
export type Plane = { data: Float32Array; width: number; height: number };

/** The same picture with 8 bits, in the memory of the one given, which is no picture any more afterwards. */
export function reduceTo8Bits(raster: Raster): Raster {
  const { pixels } = raster;
  if (pixels instanceof Uint8Array) return raster;
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.length);
  // Byte i is written after sample i, whose bytes begin at 2i, was read.
  for (let i = 0; i < bytes.length; i++) bytes[i] = ((pixels[i] as number) + 128) / 257;
  return { ...raster, pixels: bytes };
}

export const bitsOf = (raster: Raster): 8 | 16 => (raster.pixels instanceof Uint16Array ? 16 : 8);
