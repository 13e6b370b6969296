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

export const bitsOf = (raster: Raster): 8 | 16 => (raster.pixels instanceof Uint16Array ? 16 : 8);
