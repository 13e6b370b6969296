import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { type CDPSession, chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { signIn, signInBrowser } from "../../e2e/support/sign-in";
import config from "../../playwright.config";

/**
 * `npm run bench:stage`: frames while a photo of 24 megapixels is panned and zoomed on the workbench's stage, before and after
 * on top of each other, as the browser's own trace has them. The provider is instant; the browser draws as it does in the
 * journeys, which is in software where there is no GPU.
 */
const [width, height] = [6000, 4000];
const view = { width: 1600, height: 1000 };

async function serve(): Promise<void> {
  const { singleton } = await import("../../lib/lifecycle/singleton");
  const { createFakeProvider } = await import("../../lib/testing/fake-provider");
  singleton("provider", () => createFakeProvider().provider);
  const [{ ensureBuild }, { serveStudio }] = await Promise.all([
    import("../../server/ensure-build"),
    import("../../server/serve-studio"),
  ]);
  await ensureBuild();
  const studio = await serveStudio({ dev: false });
  process.send?.(studio.url);
  process.once("SIGTERM", () => void studio.stop().then(() => process.exit(0)));
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-stage-"));
  const env = { ...process.env, DATA_DIR: dataDir, PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "silent" };
  const server = fork(import.meta.filename, ["--serve"], { env, execArgv: ["--import", "tsx"] });
  try {
    const [url] = (await once(server, "message")) as [string];
    const words = ["create-user", "bench@example.org", "--credits", "100"];
    const execArgv = ["--conditions=react-server", "--import", "tsx"];
    const admin = fork("scripts/admin.ts", words, { env, execArgv, silent: true });
    const [printed] = (await once(admin.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    const { password } = JSON.parse(printed.toString()) as { password: string };
    await measure(url, password);
  } finally {
    server.kill("SIGTERM");
    if (server.exitCode === null) await once(server, "exit");
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(url: string, password: string): Promise<void> {
  const session = await signIn({ url }, { email: "bench@example.org", password });
  const photo = await sharp("public/samples/march-pastoral.jpg")
    .resize(width, height, { fit: "fill" })
    .jpeg({ quality: 90 })
    .toBuffer();
  const form = new FormData();
  form.append("image", new Blob([new Uint8Array(photo)]), "scan.jpg");
  form.append("output_format", "jpeg");
  const { status, body } = await session.send("POST", "/api/workbench/colorize", form);
  if (status !== 200) throw new Error(`The photo was refused: ${JSON.stringify(body)}`);

  const browser = await chromium.launch(config.use?.launchOptions);
  try {
    const context = await browser.newContext({ viewport: view });
    await signInBrowser(context, { url } as Parameters<typeof signInBrowser>[1], session);
    const page = await context.newPage();
    await page.goto(`${url}/workbench`);
    const picture = page.getByRole("img", { name: "scan.jpg, in color" });
    await picture.waitFor({ timeout: 60_000 });
    const trace = await context.newCDPSession(page);
    const gpu = await page.evaluate(() => Boolean(document.createElement("canvas").getContext("webgl")));
    console.log(
      `${width}×${height}, window ${view.width}×${view.height}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${gpu ? "WebGL" : "drawn in software"}`,
    );
    await page.keyboard.press("1");
    await page.locator('img[data-resolution="full"]').nth(1).waitFor();
    for (const [name, gesture] of Object.entries({ pan, zoom })) {
      for (let run = 0; run < 3; run += 1) report(name, await traceFrames(trace, () => gesture(page)));
    }
  } finally {
    await browser.close();
  }
}

/** Half a thousand movements of a hand, there and back. */
async function pan(page: Page): Promise<void> {
  const [x, y] = [view.width / 2 + 80, view.height / 2 - 60];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let turn = 0; turn < 4; turn += 1) {
    await page.mouse.move(x - 400, y - 200, { steps: 60 });
    await page.mouse.move(x + 300, y + 150, { steps: 60 });
  }
  await page.mouse.up();
}

async function zoom(page: Page): Promise<void> {
  for (let turn = 0; turn < 120; turn += 1) await page.mouse.wheel(0, turn % 40 < 20 ? -30 : 30);
}

type TraceEvent = { name: string; ts: number; ph: string };

/** Moments at which the browser has drawn a frame, in milliseconds, and how many it dropped. */
async function traceFrames(trace: CDPSession, gesture: () => Promise<void>) {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]));
  trace.on("Tracing.dataCollected", collect);
  await trace.send("Tracing.start", {
    traceConfig: {
      recordMode: "recordAsMuchAsPossible",
      includedCategories: ["disabled-by-default-devtools.timeline.frame", "devtools.timeline.frame"],
      excludedCategories: ["*"],
    },
    transferMode: "ReportEvents",
  });
  await gesture();
  const complete = new Promise((resolve) => trace.once("Tracing.tracingComplete", resolve));
  await trace.send("Tracing.end");
  await complete;
  trace.off("Tracing.dataCollected", collect);
  const drawn = events.filter(({ name }) => name === "DrawFrame").map(({ ts }) => ts / 1000);
  return {
    drawn: drawn.toSorted((a, b) => a - b),
    dropped: events.filter(({ name }) => name === "DroppedFrame").length,
  };
}

function report(name: string, { drawn, dropped }: { drawn: number[]; dropped: number }): void {
  const times = drawn.slice(1).map((at, index) => at - (drawn[index] ?? at));
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const seconds = ((drawn.at(-1) ?? 0) - (drawn[0] ?? 0)) / 1000;
  console.log(
    `${name}: ${drawn.length} frames in ${seconds.toFixed(1)} s (${((drawn.length - 1) / seconds).toFixed(0)}/s), between two: median ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms; ${dropped} dropped`,
  );
}

await (process.argv.includes("--serve") ? serve() : main());
