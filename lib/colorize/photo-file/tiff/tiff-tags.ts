/** The tags that say how a TIFF's samples are stored and what they mean. */
export const tiffTags = {
  subfileType: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planar: 284,
  transfer: 301,
  predictor: 317,
  whitePoint: 318,
  primaries: 319,
  colorMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  inkSet: 332,
  extraSamples: 338,
  sampleFormat: 339,
  smallest: 340,
  largest: 341,
  yccFactors: 529,
  yccSubsampling: 530,
  exif: 34665,
  icc: 34675,
} as const;

export const photometrics = {
  whiteIsZero: 0,
  blackIsZero: 1,
  rgb: 2,
  palette: 3,
  cmyk: 5,
  ycbcr: 6,
  cielab: 8,
  icclab: 9,
} as const;

/** Those that the studio's own reader undoes; libtiff undoes these and more. */
export const readableCompressions: readonly number[] = [1, 5, 8, 32_946, 32_773];
const libraryCompressions: readonly number[] = [2, 3, 4, 6, 7, 32_771, 32_809];

const compressionNames: Record<number, string> = {
  9: "JBIG",
  10: "JBIG",
  32908: "Pixar",
  32909: "Pixar",
  33003: "JPEG 2000",
  33005: "JPEG 2000",
  34661: "JBIG",
  34676: "LogLuv",
  34677: "LogLuv",
  34712: "JPEG 2000",
  34887: "LERC",
  34892: "lossy DNG JPEG",
  34925: "LZMA",
  50000: "Zstandard",
  50001: "WebP",
  50002: "JPEG XL",
};

/** A compression that TIFF readers rarely know, in words; null for the common ones. */
export function nameRareCompression(code: number): string | null {
  if (readableCompressions.includes(code) || libraryCompressions.includes(code)) return null;
  return compressionNames[code] ?? `unknown (${code})`;
}
