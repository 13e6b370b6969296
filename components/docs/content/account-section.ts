import { headers } from "@/lib/contract/headers";
import type { DocsFacts, DocsSection, Fact } from "./docs-block";

const routes: Fact[] = [
  {
    name: "GET /api/v1/account",
    text: "Credits, this key, and the limits it meets. A good first call to check a key.",
  },
  {
    name: "POST /api/v1/quote",
    text: "The price before you send anything. A JSON body: `model`, `clean_scratches`, `face_remaster`, `photos`. Answers the lines, the total and whether the credits are enough.",
  },
  {
    name: "GET /api/v1/models",
    text: "Models and add-ons with their price, whether they are enabled here, and if not, why.",
  },
  {
    name: "GET /api/v1/usage",
    text: "Jobs and credits between the days `from` and `to` (UTC, both included; the last 30 days unless you say), grouped `by` `day`, `key`, `model` or several of them with commas. `format=csv` for a spreadsheet. The sums are the ledger's own.",
  },
];

export function accountSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "account",
    title: "Account and usage",
    blocks: [
      { kind: "facts", caption: "Account addresses", head: ["Address", "Description"], facts: routes },
      {
        kind: "code",
        label: "Before sending 200 photos",
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
