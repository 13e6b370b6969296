import { headers } from "@/lib/contract/headers";
import { jobExample } from "@/lib/contract/openapi/examples";
import { formFields } from "@/lib/contract/order";
import type { DocsFacts, DocsSection, Fact } from "./docs-block";

const routes: Fact[] = [
  {
    name: "GET /api/v1/jobs",
    text: "The account's jobs, newest first. `limit` (1 to 100), `status` and `source` (`api` or `workbench`) narrow it; `nextCursor` of one page is `cursor` of the next, and null on the last.",
  },
  {
    name: "GET /api/v1/jobs/{id}",
    text: "One job: its state, what was asked for, what it cost, a fresh `outputUrl`, and `facts`: what was seen in the photo.",
  },
  {
    name: "POST /api/v1/jobs/{id}/cancel",
    text: "Ends a job that has not ended. 200 when it is canceled, 202 while the work is being stopped, 409 when there is nothing left to cancel.",
  },
  {
    name: "DELETE /api/v1/jobs/{id}",
    text: "Photo, result and what could identify them go now: 204. A running job answers 409; cancel it first.",
  },
  { name: "GET /api/v1/jobs/{id}/receipt", text: "What was done and what it cost, signed. See [Receipts](#receipts)." },
];

const facts: Fact[] = [
  {
    name: "tone",
    text: "`gray`, `toned` (one tint over everything, as sepia) or `color`: it was in color already, and those colors were replaced.",
  },
  {
    name: "damagePercent",
    text: `Share of the picture, 0 to 100, that \`${formFields.cleanScratches}\` found scratched, stained or torn, and repaired.`,
  },
  {
    name: "faces",
    text: `Faces that \`${formFields.faceRemaster}\` found. With 0 only the whole photo was made clearer.`,
  },
  {
    name: "clarityGain",
    text: `How much \`${formFields.faceRemaster}\` gains: 0 already clear, 1 a little, 2 clearly, 3 a lot.`,
  },
];

/** A job that ended well, as this studio would show it. */
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
        text: `Every call is a job, and so is every photo of the workbench. All of these take the \`${headers.apiKey}\` header and count against the same rate limit. Another account's jobs answer 404.`,
      },
      { kind: "facts", caption: "Job addresses", head: ["Address", "Description"], facts: routes },
      {
        kind: "code",
        label: `GET /api/v1/jobs/${jobExample.jobId}`,
        language: "json",
        code: writeExampleJob(origin),
        canCopy: false,
      },
      {
        kind: "text",
        text: "`facts` is null until the job has succeeded. A fact is null when nobody looked, because its add-on was not asked for, or could not tell. They are findings of a model, not measurements.",
      },
      {
        kind: "text",
        text: "`creditsCharged` is `priceCredits` without the add-ons in `idleAddOns`: those that were ordered and changed nothing.",
      },
      { kind: "facts", caption: "Facts of a photo", head: ["Fact", "Description"], facts },
    ],
  };
}
