import "../../lib/lifecycle/end-with-reader";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { cpus, loadavg } from "node:os";
import type { Browser, CDPSession, Page } from "@playwright/test";
import sharp from "sharp";
import { openBrowser } from "../../e2e/support/browser/open-browser";
import { buildPage } from "./stage/build-page";

/**
 * `npm run bench:stage`: frames while a photo of 24 megapixels is panned and zoomed on the stage, before and after on top of each
 * other, as the browser's own trace has them, and what a frame takes of the processor, which does not depend on what else runs.
 * The browser draws as in the journeys: in software where there is no GPU.
 */
const [width, height] = [6000, 4000];
const view = { width: 1280, height: 900 };

async function main(): Promise<void> {
  const server = await servePage();
  const { browser } = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: view });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.locator('img[data-resolution="full"]').nth(1).waitFor({ timeout: 60_000 });
    await page.keyboard.press("1");
    await page.getByRole("button", { name: "100%, zoom to fit" }).waitFor();
    const { gpu } = await (await browser.newBrowserCDPSession()).send("SystemInfo.getInfo");
    const compositing: unknown = gpu.featureStatus?.gpu_compositing;
    console.log(
      `${width}×${height} at 100 %, window ${view.width}×${view.height}, compositing ${compositing}; ${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    );
    for (const gesture of [pan, zoom]) {
      for (let run = 0; run < 3; run += 1) await measure(browser, page, gesture);
    }
  } finally {
    await browser.close();
    server.close();
  }
}

async function servePage() {
  const after = sharp("public/samples/french-alpine-landscape-color.jpg").resize(width, height, { fit: "fill" });
  const [{ script, style }, color, gray] = await Promise.all([
    buildPage("tools/bench/stage/stage-page.tsx"),
    after.clone().jpeg().toBuffer(),
    after.clone().grayscale().jpeg().toBuffer(),
  ]);
  const html =
    '<!doctype html><link rel="stylesheet" href="/page.css"><div id="root"></div><script src="/page.js"></script>';
  const files: Record<string, { type: string; body: string | Buffer } | undefined> = {
    "/": { type: "text/html; charset=utf-8", body: html },
    "/page.css": { type: "text/css", body: style },
    "/page.js": { type: "text/javascript; charset=utf-8", body: script },
    "/before.jpg": { type: "image/jpeg", body: gray },
    "/after.jpg": { type: "image/jpeg", body: color },
  };
  const server = createServer((request, response) => {
    const file = files[request.url ?? ""];
    if (file) response.setHeader("Content-Type", file.type).end(file.body);
    else response.writeHead(404).end();
  });
  return new Promise<typeof server>((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Hundreds of movements of a hand, there and back. */
async function pan(page: Page): Promise<void> {
  const [x, y] = [view.width / 2 + 120, view.height / 2 - 60];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let turn = 0; turn < 3; turn += 1) {
    await page.mouse.move(x - 400, y - 200, { steps: 60 });
    await page.mouse.move(x + 300, y + 150, { steps: 60 });
  }
  await page.mouse.up();
}

async function zoom(page: Page): Promise<void> {
  for (let turn = 0; turn < 120; turn += 1) await page.mouse.wheel(0, turn % 40 < 20 ? -30 : 30);
}

async function measure(browser: Browser, page: Page, gesture: (page: Page) => Promise<void>): Promise<void> {
  const trace = await browser.newBrowserCDPSession();
  const before = await readProcessorTimes(trace);
  const drawn = await traceFrames(trace, () => gesture(page));
  const after = await readProcessorTimes(trace);
  await trace.detach();

  const times = drawn.slice(1).map((at, index) => at - (drawn[index] ?? at));
  const sorted = times.toSorted((a, b) => a - b);
  const share = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  const cost = ["browser", "renderer", "GPU"].map((type) => {
    const ms = 1000 * ((after[type] ?? 0) - (before[type] ?? 0));
    return `${type} ${(ms / drawn.length).toFixed(1)}`;
  });
  console.log(
    `${gesture.name}: ${drawn.length} frames, from one to the next median ${share(0.5).toFixed(1)} ms, p95 ${share(0.95).toFixed(1)} ms, worst ${share(1).toFixed(1)} ms; processor ms a frame: ${cost.join(", ")}`,
  );
}

/** Seconds of processor time since the start, by kind of process. */
async function readProcessorTimes(browser: CDPSession): Promise<Record<string, number>> {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const times: Record<string, number> = {};
  for (const { type, cpuTime } of processInfo) times[type] = (times[type] ?? 0) + cpuTime;
  return times;
}

type TraceEvent = { name: string; ts: number };

/** The moments at which the browser has drawn a frame while `gesture` went on, in milliseconds. */
async function traceFrames(trace: CDPSession, gesture: () => Promise<void>): Promise<number[]> {
  const events: TraceEvent[] = [];
  trace.on("Tracing.dataCollected", ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[])));
  await trace.send("Tracing.start", {
    traceConfig: {
      includedCategories: ["devtools.timeline.frame", "disabled-by-default-devtools.timeline.frame"],
      excludedCategories: ["*"],
    },
    transferMode: "ReportEvents",
  });
  await gesture();
  const complete = new Promise((resolve) => trace.once("Tracing.tracingComplete", resolve));
  await trace.send("Tracing.end");
  await complete;
  return events
    .filter(({ name }) => name === "DrawFrame")
    .map(({ ts }) => ts / 1000)
    .toSorted((a, b) => a - b);
}

await main();
