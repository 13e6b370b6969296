import type { OutputFormat } from "../../contract/order";

type Description = {
  extension: "png" | "jpg" | "webp";
  contentType: string;
  /** In pixels, what the format itself or its encoder can write. */
  maxSide: number;
  /** What the place for XMP in a file can hold. */
  maxXmpBytes: number;
};

/** The formats of outputs, as files. */
export const outputFormatFiles: Record<OutputFormat, Description> = {
  png: {
    extension: "png",
    contentType: "image/png",
    maxSide: Number.POSITIVE_INFINITY,
    maxXmpBytes: Number.POSITIVE_INFINITY,
  },
  // One segment has 65 535 bytes: two of length, 29 that name the segment, the rest is the packet's.
  jpeg: { extension: "jpg", contentType: "image/jpeg", maxSide: 65_500, maxXmpBytes: 65_504 },
  webp: { extension: "webp", contentType: "image/webp", maxSide: 16_383, maxXmpBytes: Number.POSITIVE_INFINITY },
};
