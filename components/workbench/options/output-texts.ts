import type { OutputFormat } from "@/lib/contract/order";

/** The formats of the output in words. JPEG XL is offered where the studio writes it. */
export const formatTexts: Record<OutputFormat | "tiff" | "avif" | "jxl", { name: string; note: string }> = {
  png: { name: "PNG", note: "Lossless" },
  jpeg: { name: "JPEG", note: "Smaller, opens everywhere" },
  webp: { name: "WebP", note: "Smallest, keeps transparency" },
  tiff: { name: "TIFF", note: "Lossless, for archives and print" },
  avif: { name: "AVIF", note: "Very small, for the web" },
  jxl: { name: "JPEG XL", note: "Small and exact, few programs open it" },
};

const deep: readonly string[] = ["png", "tiff"];

/** Whether the format can have 16 bits a channel. */
export const has16Bits = (format: OutputFormat): boolean => deep.includes(format);
