import { colorizePath } from "@/lib/contract/code-samples/write-code-sample";
import { headers } from "@/lib/contract/headers";
import { acceptedJobExample } from "@/lib/contract/openapi/examples";
import type { DocsFacts, DocsSection } from "./docs-block";

export function asyncSection({ origin }: DocsFacts): DocsSection {
  const { origin: exampleOrigin } = new URL(acceptedJobExample.statusUrl);
  const accepted = JSON.stringify(acceptedJobExample, null, 2).replaceAll(exampleOrigin, origin);
  return {
    id: "async",
    title: "Async jobs",
    blocks: [
      {
        kind: "text",
        text: `With \`${headers.prefer}: respond-async\` a call returns 202 as soon as the photo has arrived and been checked. \`Location\` and \`statusUrl\` point to the job. The price is on hold until the job ends.`,
      },
      {
        kind: "code",
        label: "Start an async job",
        language: "shell",
        code: [
          "curl --fail-with-body -X POST \\",
          `  -H '${headers.apiKey}: YOUR_API_KEY' \\`,
          `  -H '${headers.prefer}: respond-async' \\`,
          "  -F 'image=@photo.jpg' \\",
          `  '${origin}${colorizePath}'`,
        ].join("\n"),
      },
      { kind: "code", label: "202 Accepted", language: "json", code: accepted, canCopy: false },
      {
        kind: "table",
        caption: "Job status",
        head: ["Status", "Meaning"],
        rows: [
          ["`queued`", "Waiting in line."],
          ["`running`", "In progress; `stage` and `percent` show how far."],
          ["`succeeded`", "Done. `outputUrl` is available and the price was charged."],
          ["`failed`", "Not charged. `error` says why."],
          ["`canceled`", "You canceled it before it was done. Not charged."],
        ],
      },
      {
        kind: "text",
        text: "The last three are final. Poll every second or two, or use a [webhook](#webhooks). If the studio stops, jobs that have not ended go on when it runs again; one that cannot be finished in three tries fails and is not charged.",
      },
    ],
  };
}
