import { colorizePath } from "@/lib/contract/code-samples/write-code-sample";
import { headers } from "@/lib/contract/headers";
import type { DocsFacts, DocsSection } from "./docs-block";

export function idempotencySection({ origin }: DocsFacts): DocsSection {
  return {
    id: "idempotency",
    title: "Idempotency",
    blocks: [
      {
        kind: "text",
        text: `When the network breaks, you cannot know whether a call got through. Send it with an \`${headers.idempotencyKey}\` of your own, 1 to 255 visible ASCII characters, a UUID for instance, and you may send it again: it is colorized and charged once.`,
      },
      {
        kind: "code",
        label: "Safe to repeat",
        language: "shell",
        code: [
          "curl --fail-with-body -X POST \\",
          `  -H '${headers.apiKey}: YOUR_API_KEY' \\`,
          `  -H '${headers.idempotencyKey}: 0b5f1c1e-3b0a-4f6e-9b57-2f9a6c1d7e11' \\`,
          "  -F 'image=@photo.jpg' \\",
          `  '${origin}${colorizePath}'`,
        ].join("\n"),
      },
      {
        kind: "table",
        caption: "What a repeated key answers",
        head: ["The first request", "The second gets"],
        rows: [
          [
            "Succeeded, with the same photo and fields",
            `The same answer with a fresh link, \`${headers.idempotencyReplayed}: true\`, charged 0.`,
          ],
          ["Is still running", "409 [idempotency_in_progress](#idempotency_in_progress), with `Retry-After`."],
          ["Had another photo or other fields", "422 [idempotency_mismatch](#idempotency_mismatch)."],
          ["Failed, or was refused", "A new try: nothing had been charged."],
        ],
      },
      { kind: "text", text: "A key belongs to your account and is remembered for 24 hours." },
    ],
  };
}
