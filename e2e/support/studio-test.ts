import { test as base, expect } from "@playwright/test";
import { type Account, createAccount } from "./run-admin";
import { endStudio, runningStudios, type Studio, startStudio } from "./start-studio";

type WorkerFixtures = {
  /** One real studio per worker, with the embedded engine and high limits. */
  studio: Studio;
  /** An account on it with plenty of credits, for tests that do not count them. */
  account: Account;
};

type TestFixtures = {
  /** What the studios printed, beside a failed test. */
  studioOutput: undefined;
  /** What the browser reported against the Content-Security-Policy; what is left in it at the end fails the test. */
  policyViolations: string[];
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  studioOutput: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use, info) => {
      await use(undefined);
      if (info.status === info.expectedStatus) return;
      for (const { url, output } of runningStudios) {
        await info.attach(`studio at ${url}`, { body: output().slice(-100_000), contentType: "text/plain" });
      }
    },
    { auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
  policyViolations: async ({}, use) => {
    const violations: string[] = [];
    await use(violations);
    expect(violations, "the pages of a journey keep to their Content-Security-Policy").toEqual([]);
  },
  context: async ({ context, policyViolations }, use) => {
    const mark = "violates the policy:";
    context.on("console", (message) => {
      if (message.text().startsWith(mark)) policyViolations.push(message.text());
    });
    // By the event: what a page tries and catches is in no console.
    await context.addInitScript((text) => {
      document.addEventListener(
        "securitypolicyviolation",
        ({ violatedDirective, blockedURI, sourceFile, lineNumber, columnNumber }) => {
          // The test's own: for its trace Playwright asks anew for a picture that the browser could not decode.
          if (blockedURI === "blob" && violatedDirective === "connect-src" && sourceFile === "") return;
          console.warn(
            `${text} ${violatedDirective} refused ${blockedURI} (${sourceFile}:${lineNumber}:${columnNumber})`,
          );
        },
      );
    }, mark);
    await use(context);
  },
  studio: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures out of this pattern.
    async ({}, use) => {
      const studio = await startStudio();
      await use(studio);
      await endStudio(studio);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ studio }, use) => use(studio.url),
  account: [async ({ studio }, use) => use(await createAccount(studio, { credits: 10_000 })), { scope: "worker" }],
});

export { expect } from "@playwright/test";
