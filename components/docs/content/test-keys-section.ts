import type { DocsSection } from "./docs-block";

export function testKeysSection(): DocsSection {
  return {
    id: "test-keys",
    title: "Test keys",
    blocks: [
      {
        kind: "text",
        text: "A key that begins with `pxs_test_` works like a live key: the same fields, checks, headers, errors and limits, and the photo really is colorized. The output has a watermark and costs 0 credits, even if your account is empty. Create one in the [Console](/console/keys), or on this page under [Try it](#samples).",
      },
      {
        kind: "text",
        text: "Build your integration with a test key, then replace it with a live key (`pxs_live_`). Nothing else changes. A test key sees only your account's test jobs; a live key sees all jobs.",
      },
    ],
  };
}
