import type { OutputFormat } from "@/lib/contract/order";

/** The formats of the output in words. */
export const formatTexts: Record<OutputFormat, { name: string; note: string }> = {
  png: { name: "PNG", note: "Lossless" },
  jpeg: { name: "JPEG", note: "Smaller, opens everywhere" },
  webp: { name: "WebP", note: "Smallest, keeps transparency" },
  tiff: { name: "TIFF", note: "Lossless, for archives and print" },
  avif: { name: "AVIF", note: "Very small, for the web" },
};

const deep: readonly string[] = ["png", "tiff"];

/** Whether the format can have 16 bits a channel. */
export const has16Bits = (format: OutputFormat): boolean => deep.includes(format);
