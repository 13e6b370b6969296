import type { DocsSection } from "./docs-block";

export function testKeysSection(): DocsSection {
  return {
    id: "test-keys",
    title: "Test keys",
    blocks: [
      {
        kind: "text",
        text: "A key that begins with `pxs_test_` keeps the full contract: the same fields, checks, headers, errors and limits, and a photo that really is colorized. The result carries a watermark and costs 0 credits, also with an empty account. Make one in the [Console](/console/keys), or right here under [Try it](#samples).",
      },
      {
        kind: "text",
        text: "Write your integration with a test key, then put the live key (`pxs_live_`) in its place. Nothing else changes. A test key sees the account's test jobs only, a live key sees all.",
      },
    ],
  };
}
