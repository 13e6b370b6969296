import { defineConfig } from "@playwright/test";

/** A browser from CHROMIUM_PATH, else the one that comes as a package (Linux on x64), else Playwright's own. */
async function findBrowser(): Promise<string | undefined> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  // The package then unpacks the shared libraries that Chromium needs as well: nothing has to be installed.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}

export default defineConfig({
  testDir: "e2e",
  tsconfig: "e2e/tsconfig.json",
  outputDir: "test-results/artifacts",
  globalSetup: "./server/ensure-build.ts",
  workers: 2,
  // A shared machine that stalls for seconds is no defect of the studio; what passes on the second try is named as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: "test-results/reports/e2e.json" }]],
  use: {
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: await findBrowser(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-zygote"],
    },
  },
  projects: [
    { name: "api", testDir: "e2e/api" },
    { name: "journeys", testDir: "e2e/journeys" },
    { name: "billing", testDir: "e2e/billing" },
  ],
});
