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
        text: `If the connection breaks, you cannot know whether a call got through. Send each call with its own \`${headers.idempotencyKey}\` (1 to 255 visible ASCII characters, such as a UUID). Then you can safely send it again: the photo is colorized and charged only once.`,
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
        caption: "Responses to a repeated key",
        head: ["First request", "Response to the second"],
        rows: [
          [
            "Succeeded, with the same photo and fields",
            `The same response with a new link and \`${headers.idempotencyReplayed}: true\`. Charged 0.`,
          ],
          ["Still running", "409 [idempotency_in_progress](#idempotency_in_progress), with `Retry-After`."],
          ["Had another photo or other fields", "422 [idempotency_mismatch](#idempotency_mismatch)."],
          ["Failed, or was refused", "It is run again: nothing was charged before."],
        ],
      },
      { kind: "text", text: "A key belongs to your account and is remembered for 24 hours." },
    ],
  };
}
