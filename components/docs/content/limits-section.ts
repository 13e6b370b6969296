import { maxImageBytes, maxImageUrlLength, maxPixels, photoFormats } from "@/lib/contract/limits";
import { formatCount } from "@/lib/format/format-numbers";
import type { DocsFacts, DocsSection } from "./docs-block";

const formatNames: Record<(typeof photoFormats)[number], string> = {
  jpeg: "JPEG",
  png: "PNG",
  webp: "WebP",
  gif: "GIF (first frame)",
  tiff: "TIFF",
  avif: "AVIF",
  heic: "HEIC",
};

/** What this installation allows and how long it keeps things. */
export function limitsSection(facts: DocsFacts): DocsSection {
  const { keyRequestsPerMinute, accountRequestsPerMinute, retentionHours, maxWaitingJobs } = facts;
  const kept =
    retentionHours % 24 === 0 ? formatCount(retentionHours / 24, "day") : formatCount(retentionHours, "hour");
  const formats = photoFormats.map((format) => formatNames[format]).join(", ");
  return {
    id: "limits",
    title: "Limits and retention",
    blocks: [
      {
        kind: "table",
        caption: "Limits and retention",
        head: ["What", "How much"],
        rows: [
          ["Formats", `${formats}. Recognized by their bytes, not their name.`],
          ["Photo size", `At most ${maxImageBytes / 1024 / 1024} MiB and ${maxPixels / 1_000_000} megapixels.`],
          [
            "Image address",
            `At most ${maxImageUrlLength} characters, http or https, reachable from the public internet.`,
          ],
          ["Requests", `${keyRequestsPerMinute} a minute for a key, ${accountRequestsPerMinute} for an account.`],
          ["Background jobs", `At most ${maxWaitingJobs} waiting at a time on this studio; more answers 429.`],
          [
            "Retention",
            `Photos and results are deleted after ${kept}; result links stop working then. The job stays listed until you delete it. The workbench has a small copy of a photo looked at before you send the photo itself; that copy is not kept at all.`,
          ],
          ["Result", "The original's full resolution and its own light and shadow: only color is added."],
        ],
      },
    ],
  };
}
