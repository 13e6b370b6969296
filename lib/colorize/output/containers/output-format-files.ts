import type { OutputFormat } from "../../../contract/order";

type Description = {
  extension: "png" | "jpg" | "webp";
  contentType: string;
  /** Longest side in pixels that the format or its encoder supports. */
  maxSide: number;
  /** Largest XMP packet that a file of this format can hold. */
  maxXmpBytes: number;
};

/** File properties of each output format. */
export const outputFormatFiles: Record<OutputFormat, Description> = {
  png: {
    extension: "png",
    contentType: "image/png",
    maxSide: Number.POSITIVE_INFINITY,
    maxXmpBytes: Number.POSITIVE_INFINITY,
  },
  // A segment has 65,535 bytes: 2 for its length, 29 for its name, the rest for the packet.
  jpeg: { extension: "jpg", contentType: "image/jpeg", maxSide: 65_500, maxXmpBytes: 65_504 },
  webp: { extension: "webp", contentType: "image/webp", maxSide: 16_383, maxXmpBytes: Number.POSITIVE_INFINITY },
};
