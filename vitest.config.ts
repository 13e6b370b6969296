import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      "@": path.resolve(import.meta.dirname),
      // Its source instead of what is built from it.
      "pixomax-client": path.resolve(import.meta.dirname, "packages/client/src/pixomax-client.ts"),
      // The guard against server code in the browser bundle throws outside Next; tests are not a browser.
      "server-only": path.resolve(import.meta.dirname, "lib/testing/server-only.ts"),
    },
  },
  test: {
    include: ["{app,components,lib,packages,prisma,scripts,server,tools}/**/*.test.{ts,tsx}"],
    globalSetup: "lib/testing/prepare-unit-tests.ts",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A machine that stalls for seconds is no defect; what never comes still fails.
    expect: { poll: { timeout: 10_000 } },
  },
});
