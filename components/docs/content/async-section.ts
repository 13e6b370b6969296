import { colorizePath } from "@/lib/contract/code-samples/write-code-sample";
import { headers } from "@/lib/contract/headers";
import { acceptedJobExample } from "@/lib/contract/openapi/examples";
import type { DocsFacts, DocsSection } from "./docs-block";

export function asyncSection({ origin }: DocsFacts): DocsSection {
  const { origin: exampleOrigin } = new URL(acceptedJobExample.statusUrl);
  const accepted = JSON.stringify(acceptedJobExample, null, 2).replaceAll(exampleOrigin, origin);
  return {
    id: "async",
    title: "Background jobs",
    blocks: [
      {
        kind: "text",
        text: `With \`${headers.prefer}: respond-async\` a call answers 202 as soon as the photo has arrived and been checked. \`Location\` and \`statusUrl\` lead to the job; the price is set aside until it ends.`,
      },
      {
        kind: "code",
        label: "Start in the background",
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
        caption: "States of a job",
        head: ["State", "Meaning"],
        rows: [
          ["`queued`", "Waiting for its turn."],
          ["`running`", "At work; `stage` and `percent` say how far."],
          ["`succeeded`", "Done. `outputUrl` is there and the price is charged."],
          ["`failed`", "Not charged. `error` says why."],
          ["`canceled`", "Ended by you before it was done. Not charged."],
        ],
      },
      {
        kind: "text",
        text: "The last three are final. Ask every second or two, or let a [webhook](#webhooks) tell you. When the studio is stopped, what has not ended is failed and given back.",
      },
    ],
  };
}
