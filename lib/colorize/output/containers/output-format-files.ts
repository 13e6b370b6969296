import type { OutputFormat } from "../../../contract/order";

type Description = {
  extension: "png" | "jpg" | "webp" | "tif" | "avif";
  contentType: string;
  /** Longest side in pixels that the format or its encoder supports. */
  maxSide: number;
  /** Most pixels that its encoder takes within the memory of one photo. */
  maxPixels: number;
  /** Whether it can hold 16 bits a sample. */
  isDeep: boolean;
  /** Largest XMP packet and largest EXIF block that a file of this format can hold. */
  maxXmpBytes: number;
  maxExifBytes: number;
  /** What else than EXIF and XMP it has a place for. */
  holds: { iptc: boolean; comment: boolean; keywords: boolean };
};

const unlimited = Number.POSITIVE_INFINITY;
const nothingElse = { iptc: false, comment: false, keywords: false };
const plain = { maxSide: unlimited, maxPixels: unlimited, maxXmpBytes: unlimited, maxExifBytes: unlimited };

/** File properties of each output format. */
export const outputFormatFiles: Record<OutputFormat, Description> = {
  png: {
    ...plain,
    extension: "png",
    contentType: "image/png",
    isDeep: true,
    holds: { ...nothingElse, keywords: true },
  },
  // A segment has 65,535 bytes: 2 for its length, 29 or 6 for its name, the rest for the packet or block.
  jpeg: {
    ...plain,
    extension: "jpg",
    contentType: "image/jpeg",
    maxSide: 65_500,
    isDeep: false,
    maxXmpBytes: 65_504,
    maxExifBytes: 65_527,
    holds: { ...nothingElse, iptc: true, comment: true },
  },
  webp: {
    ...plain,
    extension: "webp",
    contentType: "image/webp",
    maxSide: 16_383,
    isDeep: false,
    holds: nothingElse,
  },
  tiff: {
    ...plain,
    extension: "tif",
    contentType: "image/tiff",
    isDeep: true,
    holds: { ...nothingElse, iptc: true },
  },
  avif: {
    ...plain,
    extension: "avif",
    contentType: "image/avif",
    maxSide: 16_384,
    maxPixels: 25_000_000,
    isDeep: false,
    holds: nothingElse,
  },
};
