import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
/** Not a dependency: npx fetches it from the registry, at one version, so that runs can be compared. */
const lighthouse = "lighthouse@12.8.2";

const ms = z.object({ numericValue: z.number() });
const reportSchema = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.object({
    "first-contentful-paint": ms,
    "largest-contentful-paint": ms,
    "total-blocking-time": ms,
    "cumulative-layout-shift": ms,
    "speed-index": ms,
  }),
});

/** Scores of Lighthouse's categories, 0 to 100, and the numbers of its performance score, in milliseconds but for the shift. */
export type LighthouseRun = { scores: Record<string, number>; metrics: Record<string, number> };

/** One mobile run with Lighthouse's own throttling. @throws where npx cannot fetch it or the run fails */
export async function runLighthouse(url: string, browserPath: string): Promise<LighthouseRun> {
  const flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-zygote";
  const { stdout } = await run("npx", ["-y", lighthouse, url, "--output=json", "--quiet", flags], {
    env: { ...process.env, CHROME_PATH: browserPath },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 180_000,
  });
  const { categories, audits } = reportSchema.parse(JSON.parse(stdout));
  const scores = Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]);
  const metrics = Object.entries(audits).map(([name, { numericValue }]) => [name, numericValue]);
  return { scores: Object.fromEntries(scores), metrics: Object.fromEntries(metrics) };
}
