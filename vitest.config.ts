import path from "node:path";
import { defineConfig } from "vitest/config";

const all = "{app,components,lib,packages,prisma,scripts,server,tools}/**/*.test.{ts,tsx}";

/**
 * Folders whose tests keep nothing behind: no database, no settings, nothing in the studio's singletons. Their files share a process, so
 * that what they import is loaded once; every other file has one of its own.
 */
const sharing = [
  "components",
  "lib/{clock,client,contract,errors,format,recipe}",
  "lib/colorize/{image-input,output,photo-file,photo-metadata}",
  "lib/colorize/providers/embedded/{pixels,stages}",
  "packages/client",
].map((folder) => `${folder}/**/*.test.{ts,tsx}`);

const globalSetup = "lib/testing/prepare-unit-tests.ts";

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
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // A machine that stalls for seconds is no defect; what never comes still fails.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      { extends: true, test: { name: "sharing a process", include: sharing, isolate: false } },
      { extends: true, test: { name: "alone", include: [all], exclude: sharing, globalSetup } },
    ],
  },
});
