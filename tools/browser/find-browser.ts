/** A browser from CHROMIUM_PATH, else the one that comes as a package (Linux on x64), else undefined for Playwright's own. */
export async function findBrowser(): Promise<string | undefined> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  // The package then unpacks the shared libraries that Chromium needs as well: nothing has to be installed.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}

export const browserArguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-zygote"];
