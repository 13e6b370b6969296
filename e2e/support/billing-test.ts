import { endStudio, startStudio } from "./start-studio";
import { deliverTo, type StripeFake, startStripeFake } from "./stripe-fake";
import { test as base } from "./studio-test";

/** `studio` sells credits, and Stripe is a stand-in of its own for each worker. */
export const test = base.extend<object, { stripe: StripeFake }>({
  stripe: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use) => {
      const fake = await startStripeFake();
      await use(fake);
      await fake.stop();
    },
    { scope: "worker" },
  ],
  studio: [
    async ({ stripe }, use) => {
      const studio = await startStudio({ ...stripe.settings, TRUST_PROXY: "true" });
      await deliverTo(stripe, studio);
      await use(studio);
      await endStudio(studio);
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

export { expect } from "@playwright/test";
