import type { Sharp } from "sharp";
import type { OutputFormat } from "../../contract/order";

/** How each format is written. */
export const encodeImage: Record<OutputFormat, (image: Sharp) => Sharp> = {
  // Level 2 with row filters is both faster and smaller than the default level 6 without.
  png: (image) => image.png({ compressionLevel: 2, adaptiveFiltering: true, palette: false }),
  // JPEG has no alpha, and color at half size would bleed over edges. Optimized tables keep the whole picture in memory
  // once more, 300 MB at 50 megapixels, to save a few percent.
  jpeg: (image) =>
    image.flatten({ background: "#fff" }).jpeg({ quality: 92, chromaSubsampling: "4:4:4", optimiseCoding: false }),
  // From effort 3 on libwebp keeps a token for everything it finds: twice the time and tens of megabytes for a few percent.
  webp: (image) => image.webp({ quality: 90, effort: 2 }),
};
