import type { Browser } from "@playwright/test";

/** Bytes that came over the wire, headers included, by the browser's type of resource. */
export type PageWeight = { total: number; byType: Record<string, number>; heaviest: { url: string; bytes: number }[] };

/**
 * Opens the page in a new, empty profile, waits until nothing is loading any more, and counts what was transferred.
 * @param pictures how many the page shows at the least: on a busy machine the network is idle before they are asked for
 */
export async function weighPage(browser: Browser, url: string, pictures = 0): Promise<PageWeight> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    const known = new Map<string, { url: string; type: string; bytes: number }>();
    devtools.on("Network.responseReceived", ({ requestId, response, type }) => {
      known.set(requestId, { url: response.url, type, bytes: 0 });
    });
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const resource = known.get(requestId);
      if (resource) resource.bytes = encodedDataLength;
    });
    // The first visit also makes the pictures that next/image serves.
    await page.goto(url, { waitUntil: "networkidle", timeout: 120_000 });
    await page.waitForFunction(
      (least) => [...document.images].filter((image) => image.complete && image.naturalWidth > 0).length >= least,
      pictures,
    );
    // Its answer comes behind the events of everything that has been loaded.
    await devtools.send("Network.enable");
    const resources = [...known.values()].filter(({ url: from }) => from.startsWith("http"));
    const byType: Record<string, number> = {};
    for (const { type, bytes } of resources) byType[type] = (byType[type] ?? 0) + bytes;
    return {
      total: resources.reduce((sum, { bytes }) => sum + bytes, 0),
      byType,
      heaviest: resources.toSorted((a, b) => b.bytes - a.bytes).slice(0, 12),
    };
  } finally {
    await context.close();
  }
}
