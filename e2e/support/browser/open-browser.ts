import { type Browser, chromium } from "@playwright/test";

/** A browser from CHROMIUM_PATH, else the one that comes as a package (Linux on x64), else undefined for Playwright's own. */
export async function findBrowser(): Promise<string | undefined> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  // The package then unpacks the shared libraries that Chromium needs as well: nothing has to be installed.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
  const { default: bundled } = await import("@sparticuz/chromium");
  return bundled.executablePath();
}

export const browserArguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-zygote"];

/** The same browser as the tests have, for whoever measures outside of them. `path` is its program. */
export async function openBrowser(): Promise<{ browser: Browser; path: string }> {
  const executablePath = await findBrowser();
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  return { browser, path: executablePath ?? chromium.executablePath() };
}
