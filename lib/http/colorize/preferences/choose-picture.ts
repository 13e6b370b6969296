import "server-only";
import type { OutputFormat } from "../../../contract/order";

/** Formats of any size that every client of the first contract knows; the others come to those who order them by name. */
const offered = ["png", "jpeg", "webp"] as const satisfies OutputFormat[];

type Range = { type: string; quality: number };

/**
 * The format of the picture when an Accept header (RFC 9110) prefers the picture itself; null where JSON is the answer.
 * It does when it gives one of our image types a higher quality than JSON and does not accept just anything: clients
 * that know nothing of this send the wildcard, some with image types before it, and must get the JSON of the contract.
 */
export function choosePicture(header: string | null): OutputFormat | null {
  const ranges = (header ?? "").split(",").map(readRange);
  if (qualityOf(ranges, ["*/*"]) > 0) return null;
  const jsonQuality = qualityOf(ranges, ["application/json", "application/*"]);
  const offers = offered.map((format) => ({
    format,
    quality: qualityOf(ranges, [`image/${format}`, "image/*"]),
  }));
  // Of equals the first stays: `image/*` means the default.
  const best = offers.reduce((a, b) => (b.quality > a.quality ? b : a));
  return best.quality > jsonQuality ? best.format : null;
}

function readRange(text: string): Range {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
  // What is no quality counts as none given.
  return { type, quality: /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 1 };
}

/** Of the most specific range that is there; 0 when none is. */
function qualityOf(ranges: Range[], fromSpecific: string[]): number {
  for (const type of fromSpecific) {
    const found = ranges.find((range) => range.type === type);
    if (found) return found.quality;
  }
  return 0;
}
