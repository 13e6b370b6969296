import { headers } from "@/lib/contract/headers";
import { jobExample } from "@/lib/contract/openapi/examples";
import type { DocsFacts, DocsSection } from "./docs-block";

/** Needs `npm install jose`. Prints the receipt, or throws when it was altered or signed by somebody else. */
export const writeReceiptCheck = (origin: string) => `import { readFile } from "node:fs/promises";
import { compactVerify, createRemoteJWKSet } from "jose";

const keys = createRemoteJWKSet(new URL("${origin}/api/v1/receipt-keys"));
const { jws } = JSON.parse(await readFile("receipt.json", "utf8"));
const { payload } = await compactVerify(jws, keys);
console.log(JSON.parse(new TextDecoder().decode(payload)));`;

export function receiptsSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "receipts",
    title: "Receipts",
    blocks: [
      {
        kind: "text",
        text: "Once a job has ended, its receipt says which bytes went in and came out (SHA-256), what was ordered, which model ran, and the ledger entries. If `idleAddOns` is present, it lists add-ons that changed nothing and were not charged. If `paintedBy` is present, it says whose colors the picture has, in percent. `receipt` is for reading; `jws` contains the same data, signed (EdDSA, a compact JWS of RFC 7515). The receipt stays available after the photo is deleted, until you delete the job.",
      },
      {
        kind: "code",
        label: "Get a receipt",
        language: "shell",
        code: [
          "curl --fail-with-body -o receipt.json \\",
          `  -H '${headers.apiKey}: YOUR_API_KEY' \\`,
          `  '${origin}/api/v1/jobs/${jobExample.jobId}/receipt'`,
        ].join("\n"),
      },
      {
        kind: "text",
        text: "The public keys are a JSON Web Key Set at [/api/v1/receipt-keys](/api/v1/receipt-keys), open to everyone. Trust only the payload of the verified `jws`.",
      },
      {
        kind: "code",
        label: "Verify it with the jose package",
        language: "javascript",
        code: writeReceiptCheck(origin),
      },
    ],
  };
}
