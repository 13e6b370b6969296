import { maxImageBytes, maxImageSize, maxImageUrlLength } from "@/lib/contract/limits";
import { listPhotoFormats } from "@/lib/contract/photos/photo-formats";
import { formatCount } from "@/lib/format/format-numbers";
import type { DocsFacts, DocsSection } from "./docs-block";

/** What this installation allows and how long it keeps files. */
export function limitsSection(facts: DocsFacts): DocsSection {
  const {
    keyRequestsPerMinute,
    accountRequestsPerMinute,
    testJobsPerDay,
    retentionHours,
    maxWaitingJobs,
    maxMegapixels,
  } = facts;
  const kept =
    retentionHours % 24 === 0 ? formatCount(retentionHours / 24, "day") : formatCount(retentionHours, "hour");
  return {
    id: "limits",
    title: "Limits and retention",
    blocks: [
      {
        kind: "table",
        caption: "Limits and retention",
        head: ["What", "How much"],
        rows: [
          ["Formats", `${listPhotoFormats("and")}. Detected from the file's bytes, not its name.`],
          [
            "Special formats",
            "Of a PDF the scanned image that fills the page is taken, at its own resolution; of a camera's raw file the camera's own preview. Files with several pages or frames: `page` picks one, the first without it.",
          ],
          [
            "Photo size",
            `At most ${maxImageSize} (${maxImageBytes.toLocaleString("en")} bytes) and ${maxMegapixels} megapixels.`,
          ],
          ["Image URL", `At most ${maxImageUrlLength} characters, http or https, reachable from the public internet.`],
          ["Requests", `${keyRequestsPerMinute} per minute for a key, ${accountRequestsPerMinute} for an account.`],
          ["Async jobs", `At most ${maxWaitingJobs} in the queue of this studio. When it is full, a call returns 429.`],
          [
            "Fair shares",
            "Uploads, async jobs and the engine's queue are shared: one account can hold at most three times what it leaves free, and the engine takes accounts in turn. Retry-After says when your next place is likely to be free. An upload slower than 64 KiB per second is cut after a grace.",
          ],
          [
            "Test keys",
            `${testJobsPerDay} photos in 24 hours for an account. They run after live photos, and their files are kept 24 hours at most.`,
          ],
          [
            "Retention",
            `Photos and outputs are deleted after ${kept}, and their links stop working. The job stays in your list until you delete it. Where the operator allows it, you can keep a photo longer, in the library. Photos that were refused before they ran are listed in the console for 30 days. Before you send a photo, the workbench sends a small copy to be inspected; that copy is never stored.`,
          ],
          ["Output", "Full resolution, with the light and shadow of the original: only color is added."],
        ],
      },
    ],
  };
}
