import "../../lib/lifecycle/end-with-reader";
import { stat } from "node:fs/promises";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { openBrowser } from "../../e2e/support/browser/open-browser";
import { createAccount } from "../../e2e/support/run-admin";
import { signInBrowser } from "../../e2e/support/sign-in";
import { endStudio, startStudio } from "../../e2e/support/start-studio";

/**
 * `npm run bench:batch`: what thirty photos take in the workbench, in clicks and seconds, from choosing them to having all results
 * in one ZIP. The studio's own engine colors them, with the options as they come.
 */
const photos = 30;
const samples = ["nagasaki-boats", "dust-bowl-home", "french-alpine-landscape", "march-pastoral"];

/** Different photos, each a sample cut in its own way: equal bytes would be one photo. */
const makeFiles = () =>
  Promise.all(
    Array.from({ length: photos }, async (_, at) => {
      const sample = sharp(`public/samples/${samples[at % samples.length]}.jpg`);
      const { width = 0, height = 0 } = await sample.metadata();
      const cut = { left: at, top: at, width: width - 2 * at, height: height - 2 * at };
      const name = `photo-${String(at + 1).padStart(2, "0")}.jpg`;
      return { name, mimeType: "image/jpeg", buffer: await sample.extract(cut).jpeg().toBuffer() };
    }),
  );

async function run(page: Page, report: (step: string) => void): Promise<number> {
  let clicks = 0;
  const click = async (name: string | RegExp) => {
    await page.getByRole("button", { name }).first().click({ timeout: 120_000 });
    clicks += 1;
  };
  const files = await makeFiles();
  const chooser = page.waitForEvent("filechooser");
  await click("Choose photos");
  await (await chooser).setFiles(files);
  report("chosen");
  const colorize = page.getByRole("button", { name: /^Colorize \d+ photos/ });
  await colorize.waitFor({ timeout: 300_000 });
  report("priced");
  await click(/^Colorize \d+ photos/);
  await page.getByText(`${photos} of ${photos} done`).waitFor({ timeout: 900_000 });
  report("colored");
  const download = page.waitForEvent("download");
  await click(/^Download all/);
  const { size } = await stat(await (await download).path());
  report(`in one ZIP of ${(size / 2 ** 20).toFixed(1)} MiB`);
  return clicks;
}

const studio = await startStudio();
const { browser } = await openBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await signInBrowser(context, studio, await createAccount(studio, { credits: 200 }));
  const page = await context.newPage();
  await page.goto(`${studio.url}/workbench`);
  const started = performance.now();
  const clicks = await run(page, (step) =>
    console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(7)} s  ${step}`),
  );
  console.log(`${photos} photos, ${clicks} clicks`);
} finally {
  await browser.close();
  await endStudio(studio);
}
