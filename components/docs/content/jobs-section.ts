import { headers } from "@/lib/contract/headers";
import { jobExample } from "@/lib/contract/openapi/examples";
import { formFields } from "@/lib/contract/order";
import { photoNotes, photoNoteTexts } from "@/lib/contract/photos/photo-notes";
import { maxArchiveJobs } from "@/lib/contract/v1/archives";
import type { DocsFacts, DocsSection, Fact } from "./docs-block";

const routes: Fact[] = [
  {
    name: "GET /api/v1/jobs",
    text: "Your account's jobs, newest first. Filter with `limit` (1 to 100), `status` and `source` (`api` or `workbench`). Pass `nextCursor` as `cursor` to get the next page; it is null on the last page.",
  },
  {
    name: "GET /api/v1/jobs/{id}",
    text: "One job: its status, what was ordered, what it cost, a new `outputUrl`, and `facts`: what was found in the photo.",
  },
  {
    name: "POST /api/v1/jobs/{id}/cancel",
    text: "Cancels a job that has not ended. 200 when it is canceled, 202 while the work is being stopped, 409 when the job has already ended.",
  },
  {
    name: "DELETE /api/v1/jobs/{id}",
    text: "Deletes the photo, its output and everything that could identify them: 204. A running job returns 409; cancel it first.",
  },
  {
    name: "POST /api/v1/archives",
    text: `Body \`{"jobIds": ["job_…"]}\`, up to ${maxArchiveJobs} of them: returns their pictures as one ZIP, named like the photos with \`-color\`, and a \`manifest.csv\` with each job's price, model, options, receipt and SHA-256. Jobs without a picture are only in the manifest; an id that is not yours returns 404. A download that breaks off ends the connection early.`,
  },
  {
    name: "PATCH /api/v1/jobs/{id}/recipe",
    text: "Keeps how the picture's colors are adjusted, for free: `strength` and `saturation` (0 to 2), `warmth` (-1 to 1), and `hints`: colors with the strokes that paint them. `null` removes it. `outputUrl` stays as it is.",
  },
  {
    name: "GET /api/v1/jobs/{id}/picture",
    text: "The picture with its recipe applied, at full size. `format`: as `output_format`; without it, the format of the order.",
  },
  { name: "GET /api/v1/jobs/{id}/receipt", text: "What was done and what it cost, signed. See [Receipts](#receipts)." },
];

const facts: Fact[] = [
  {
    name: "tone",
    text: "`gray`, `toned` (one tint over everything, such as sepia) or `color`: it was already in color, and those colors were replaced. A photo of pure black and white (`bilevel`) is refused with `nothing_to_color` and never charged.",
  },
  {
    name: "damagePercent",
    text: `Share of the photo, 0 to 100, that \`${formFields.cleanScratches}\` found scratched, stained or torn, and repaired.`,
  },
  {
    name: "faces",
    text: `Number of faces that \`${formFields.faceRemaster}\` found. With 0, only the whole photo was made clearer.`,
  },
  {
    name: "clarityGain",
    text: `How much \`${formFields.faceRemaster}\` improves the photo: 0 not at all, 1 a little, 2 noticeably, 3 a lot.`,
  },
];

const notes: Fact[] = photoNotes.map((note) => ({ name: note, text: photoNoteTexts[note] }));

/** A succeeded job, as this studio would return it. */
export function writeExampleJob(origin: string): string {
  return JSON.stringify(jobExample, null, 2).replaceAll(new URL(jobExample.statusUrl).origin, origin);
}

export function jobsSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "jobs",
    title: "Jobs",
    blocks: [
      {
        kind: "text",
        text: `Every call is a job, and so is every photo in the workbench. All of these endpoints need the \`${headers.apiKey}\` header and count toward the same rate limit. Jobs of other accounts return 404.`,
      },
      { kind: "facts", caption: "Job endpoints", head: ["Endpoint", "Description"], facts: routes },
      {
        kind: "code",
        label: `GET /api/v1/jobs/${jobExample.jobId}`,
        language: "json",
        code: writeExampleJob(origin),
        canCopy: false,
      },
      {
        kind: "text",
        text: "`facts` is null until the job has succeeded. A single fact is null if it was not checked, because its add-on was not ordered, or if it could not be determined. Facts are estimates of a model, not measurements.",
      },
      {
        kind: "text",
        text: "`creditsCharged` is `priceCredits` minus the add-ons in `idleAddOns`: those that were ordered but changed nothing, or had nothing to do under `auto` (`autoAddOns` of the order).",
      },
      {
        kind: "text",
        text: "`paintedBy` is there where an editor painted along: whose colors the picture has, in percent that add up to 100. `studio` is this studio's own network.",
      },
      {
        kind: "text",
        text: "`photo` is about the file that came in: `pages` is how many pages or frames it has, `notes` what was noticed in it.",
      },
      { kind: "facts", caption: "Photo notes", head: ["Note", "Description"], facts: notes },
      { kind: "facts", caption: "Photo facts", head: ["Fact", "Description"], facts },
    ],
  };
}
