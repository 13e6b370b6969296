import { PixomaxClient } from "pixomax-client";
import { ExitError, exitCodes } from "../exit-codes";
import { type Login, readConfigFile } from "./config-file";
import { findDownloadOrigin } from "./find-download-origin";
import { readKey, readStudioUrl } from "./read-login";

const defaultStudioUrl = "http://localhost:3000";

/**
 * The studio to use and the key for it, from the environment or from what login stored. A stored key goes to the studio
 * it was stored for, and nowhere else.
 * @throws {ExitError} not logged in
 */
export async function findLogin(): Promise<Login> {
  const { PIXOMAX_URL } = process.env;
  const key = findKey();
  if (PIXOMAX_URL && key) return { url: readStudioUrl(PIXOMAX_URL), key: readKey(key) };
  if (key) return { url: await suggestStudioUrl(await readConfigFile()), key: readKey(key) };
  const stored = await readConfigFile();
  if (!stored) {
    throw new ExitError("Not logged in. Set PIXOMAX_API_KEY, or run: pixomax login", exitCodes.notLoggedIn);
  }
  if (PIXOMAX_URL && readStudioUrl(PIXOMAX_URL) !== stored.url) {
    const message = `PIXOMAX_URL is ${PIXOMAX_URL}, but the stored key is for ${stored.url}. Set PIXOMAX_API_KEY too.`;
    throw new ExitError(message, exitCodes.notLoggedIn);
  }
  return stored;
}

/** Of several studios the likeliest: named in the environment, the one this program came from, the stored one. */
export async function suggestStudioUrl(stored: Login | null): Promise<string> {
  return process.env.PIXOMAX_URL || (await findDownloadOrigin()) || stored?.url || defaultStudioUrl;
}

/** PIXOMAX_KEY is the variable's former name. */
function findKey(): string | undefined {
  const { PIXOMAX_API_KEY, PIXOMAX_KEY } = process.env;
  return PIXOMAX_API_KEY || PIXOMAX_KEY;
}

/** The studio's public API. A redirect is an error: the key would travel along to wherever it points. */
export function connectStudio({ url, key }: Login): PixomaxClient {
  return new PixomaxClient({
    baseUrl: url,
    apiKey: key,
    fetch: (input, init) => fetch(input, { ...init, redirect: "error" }),
  });
}
