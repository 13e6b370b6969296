import "../../lib/lifecycle/end-with-reader";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "@playwright/test";
import { openBrowser } from "../../e2e/support/browser/open-browser";
import { weighPage } from "../../e2e/support/browser/weigh-page";
import { runLighthouse } from "./pages/run-lighthouse";

/**
 * `npm run bench:pages`: what a first visit to a page transfers, by type, and Lighthouse's mobile scores of /, /docs and /pricing,
 * three runs each after a first visit, so that no page is rendered or picture made for the first time. `-- --weigh` leaves Lighthouse out, `-- --list` names each page's heaviest resources.
 */
const weighed = ["/", "/docs", "/pricing", "/sign-in", "/workbench"];
const scored = ["/", "/docs", "/pricing"];
const runsEach = 3;

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

async function main(options: string[]): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-pages-"));
  const env = { ...process.env, DATA_DIR: dataDir, PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "silent" };
  const server = fork(import.meta.filename, ["--serve"], { env, execArgv: ["--import", "tsx"] });
  try {
    const [url] = (await once(server, "message")) as [string];
    const { browser, path: browserPath } = await openBrowser();
    await weighPages(browser, url, options.includes("--list")).finally(() => browser.close());
    if (!options.includes("--weigh")) await scorePages(url, browserPath);
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function weighPages(browser: Browser, url: string, lists: boolean): Promise<void> {
  for (const page of weighed) {
    const { total, byType, heaviest } = await weighPage(browser, url + page);
    const types = Object.entries(byType).toSorted(([, a], [, b]) => b - a);
    const parts = types.map(([type, bytes]) => `${type.toLowerCase()} ${kibibytes(bytes)}`);
    console.log(`${page}: ${kibibytes(total)} KiB (${parts.join(", ")})`);
    if (!lists) continue;
    for (const { url: from, bytes } of heaviest) console.log(`  ${kibibytes(bytes)} KiB ${from.slice(url.length)}`);
  }
}

async function scorePages(url: string, browserPath: string): Promise<void> {
  for (const page of scored) {
    for (let run = 1; run <= runsEach; run += 1) {
      const { scores, metrics } = await runLighthouse(url + page, browserPath);
      const numbers = Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(value < 10 ? 3 : 0)}`);
      const marks = Object.entries(scores).map(([name, score]) => `${name} ${score}`);
      console.log(`${page} run ${run}: ${marks.join(", ")}; ${numbers.join(", ")}`);
    }
  }
}

const kibibytes = (bytes: number): string => (bytes / 1024).toFixed(1);

if (process.argv.includes("--serve")) await serve();
else await main(process.argv.slice(2));
