import { headers } from "@/lib/contract/headers";
import { formatCredits } from "@/lib/format/format-numbers";
import type { DocsFacts, DocsSection } from "./docs-block";

export function gettingStartedSection({ signupCredits }: DocsFacts): DocsSection {
  const gift = signupCredits > 0 ? ` You get ${formatCredits(signupCredits)}.` : "";
  return {
    id: "getting-started",
    title: "Getting started",
    blocks: [
      {
        kind: "steps",
        items: [
          `[Create an account](/sign-up).${gift}`,
          "Create a key in the [Console](/console/keys). It is shown only once; keep it like a password. Calls with a [test key](#test-keys) are free.",
          `Send a photo with the header \`${headers.apiKey}\` and read \`outputUrl\` from the response. The [sample code](#samples) does exactly that.`,
        ],
      },
    ],
  };
}
