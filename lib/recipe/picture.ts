/**
 * A decoded picture: sRGB, upright, interleaved, with three channels or four with alpha last. Samples of a Uint16Array are 0 to
 * 65535, others 0 to 255. A canvas' ImageData is one once `channels: 4` is added.
 */
export type Picture = {
  data: Uint8Array | Uint8ClampedArray | Uint16Array;
  width: number;
  height: number;
  channels: 3 | 4;
};

/** A picture's small copy in CIELAB (D65), one plane per component in row order. `lightness` is L*, 0 to 100. */
export type Guide = {
  width: number;
  height: number;
  lightness: Float32Array;
  a: Float32Array;
  b: Float32Array;
};

/** Rows of a picture, `to` exclusive. */
export type Rows = { from: number; to: number };
