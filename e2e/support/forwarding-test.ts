import { type Environment, endStudio, startStudio } from "./start-studio";
import { test as base } from "./studio-test";
import { forwardTo, startUpstream, type Upstream } from "./upstream-stub";

type WorkerFixtures = {
  /** What `studio` runs with besides. Files with the same settings share one studio per worker. */
  settings: Environment;
  /** Colors in place of the engine, at once, unless a test makes it fail. */
  upstream: Upstream;
};

/** `studio` forwards to `upstream`, which works again and says nothing of idle add-ons after every test. */
export const test = base.extend<{ mended: undefined }, WorkerFixtures>({
  settings: [{}, { scope: "worker", option: true }],
  upstream: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use) => {
      const upstream = await startUpstream();
      await use(upstream);
      await upstream.close();
    },
    { scope: "worker" },
  ],
  studio: [
    async ({ upstream, settings }, use) => {
      const studio = await startStudio({ ...forwardTo(upstream), PROVIDER_TIMEOUT_SECONDS: "600", ...settings });
      await use(studio);
      await endStudio(studio);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  mended: [
    async ({ upstream }, use) => {
      await use(undefined);
      Object.assign(upstream, { fault: null, idle: null });
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
