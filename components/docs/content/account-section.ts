import { headers } from "@/lib/contract/headers";
import type { DocsFacts, DocsSection, Fact } from "./docs-block";

const routes: Fact[] = [
  {
    name: "GET /api/v1/account",
    text: "Your credits, this key with its scopes, budget and expiry, and its rate limits. A good first call to check a key.",
  },
  {
    name: "POST /api/v1/quote",
    text: "The price before you send anything. Takes a JSON body with `model`, `clean_scratches`, `face_remaster` and `photos`. Returns the price lines, the total and whether you have enough credits.",
  },
  {
    name: "GET /api/v1/models",
    text: "Models and add-ons with their prices, whether they are enabled here, and if not, why.",
  },
  {
    name: "GET /api/v1/usage",
    text: "Jobs and credits from day `from` through day `to` (UTC; by default the last 30 days), grouped `by` `day`, `key`, `model` or several of them, separated by commas. `format=csv` returns a CSV file. Totals match the ledger.",
  },
];

export function accountSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "account",
    title: "Account and usage",
    blocks: [
      { kind: "facts", caption: "Account endpoints", head: ["Endpoint", "Description"], facts: routes },
      {
        kind: "code",
        label: "Price of 200 photos",
        language: "shell",
        code: [
          "curl --fail-with-body -X POST \\",
          `  -H '${headers.apiKey}: YOUR_API_KEY' \\`,
          "  -H 'Content-Type: application/json' \\",
          `  -d '{"photos": 200, "clean_scratches": true}' \\`,
          `  '${origin}/api/v1/quote'`,
        ].join("\n"),
      },
      {
        kind: "code",
        label: "A month of usage, by day and model",
        language: "shell",
        code: [
          "curl --fail-with-body \\",
          `  -H '${headers.apiKey}: YOUR_API_KEY' \\`,
          `  '${origin}/api/v1/usage?from=2026-03-01&to=2026-03-31&by=day,model&format=csv'`,
        ].join("\n"),
      },
    ],
  };
}
