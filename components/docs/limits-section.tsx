import { maxImageBytes, maxImageUrlLength, maxPixels, photoFormats } from "@/lib/contract/limits";
import { formatCount } from "@/lib/format/format-count";
import { DocsSection } from "./docs-section";

type Props = { keyRequestsPerMinute: number; accountRequestsPerMinute: number; retentionHours: number };

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
export function LimitsSection({ keyRequestsPerMinute, accountRequestsPerMinute, retentionHours }: Props) {
  const kept =
    retentionHours % 24 === 0 ? formatCount(retentionHours / 24, "day") : formatCount(retentionHours, "hour");
  const rows = [
    [
      "Formats",
      `${photoFormats.map((format) => formatNames[format]).join(", ")}. Recognised by their bytes, not their name.`,
    ],
    ["Photo size", `At most ${maxImageBytes / 1024 / 1024} MiB and ${maxPixels / 1_000_000} megapixels.`],
    ["Image address", `At most ${maxImageUrlLength} characters, http or https, reachable from the public internet.`],
    ["Requests", `${keyRequestsPerMinute} a minute for a key, ${accountRequestsPerMinute} a minute for an account.`],
    [
      "Retention",
      `Photos and results are deleted after ${kept}; result links stop working then. The job stays listed.`,
    ],
    ["Result", "The original's full resolution and its own light and shadow: only colour is added."],
  ];
  return (
    <DocsSection id="limits">
      <dl className="divide-y border-y text-sm leading-6">
        {rows.map(([name, text]) => (
          <div key={name} className="grid gap-x-4 py-3 sm:grid-cols-[15rem_1fr]">
            <dt className="font-medium">{name}</dt>
            <dd className="text-muted-foreground">{text}</dd>
          </div>
        ))}
      </dl>
    </DocsSection>
  );
}
