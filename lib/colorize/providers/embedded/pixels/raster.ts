/**
 * A decoded photo: sRGB, upright, interleaved, with three channels or four with alpha last. Samples of a Uint8Array are 0 to 255,
 * those of a Uint16Array 0 to 65535. The engine changes it in place, so that only one copy of the photo is in memory.
 */
export type Raster = {
  pixels: Uint8Array | Uint16Array;
  width: number;
  height: number;
  channels: 3 | 4;
};

/** A plane of numbers in row order. */
export type Plane = { data: Float32Array; width: number; height: number };

/** The picture with 8 bits, in the memory of the given raster, which must not be used afterward. */
export function reduceTo8Bits(raster: Raster): Raster {
  const { pixels } = raster;
  if (pixels instanceof Uint8Array) return raster;
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.length);
  // Safe in place: byte i is written after sample i, which starts at byte 2i, was read.
  for (let i = 0; i < bytes.length; i++) bytes[i] = ((pixels[i] as number) + 128) / 257;
  return { ...raster, pixels: bytes };
}

export const bitsOf = (raster: Raster): 8 | 16 => (raster.pixels instanceof Uint16Array ? 16 : 8);
