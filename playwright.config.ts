import { defineConfig } from "@playwright/test";
import { browserArguments, findBrowser } from "./e2e/support/browser/open-browser";

export default defineConfig({
  testDir: "e2e",
  tsconfig: "e2e/tsconfig.json",
  outputDir: "test-results/artifacts",
  globalSetup: "./e2e/prepare-tests.ts",
  workers: 2,
  // A shared machine that stalls for seconds is no defect of the studio; what passes on the second try is named as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: "test-results/reports/e2e.json" }]],
  use: {
    // Recording takes as much of the processor as the test itself, so only a second try is recorded.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: await findBrowser(),
      args: browserArguments,
    },
  },
  projects: [
    // The longest file of all comes first, beside the shortest ones, so that no worker is alone at the end.
    { name: "cluster", testDir: "e2e/cluster" },
    { name: "api", testDir: "e2e/api" },
    { name: "journeys", testDir: "e2e/journeys" },
    { name: "billing", testDir: "e2e/billing" },
  ],
});
