import { ExitError, exitCodes } from "../exit-codes";
import { type Login, readConfigFile } from "./config-file";
import { readKey, readStudioUrl } from "./read-login";

export const defaultStudioUrl = "http://localhost:3000";

/**
 * Who asks which studio: the environment, and what login kept. A kept key goes to the studio it was kept for, and nowhere else.
 * @throws {ExitError} not logged in
 */
export async function findLogin(): Promise<Login> {
  const { PIXOMAX_URL, PIXOMAX_KEY } = process.env;
  if (PIXOMAX_URL && PIXOMAX_KEY) return { url: readStudioUrl(PIXOMAX_URL), key: readKey(PIXOMAX_KEY) };
  const kept = await readConfigFile();
  if (PIXOMAX_KEY) return { url: kept?.url ?? defaultStudioUrl, key: readKey(PIXOMAX_KEY) };
  if (!kept) throw new ExitError("Not logged in. First: pixomax login", exitCodes.notLoggedIn);
  if (PIXOMAX_URL && readStudioUrl(PIXOMAX_URL) !== kept.url) {
    const message = `PIXOMAX_URL is ${PIXOMAX_URL}, but the key kept by login is for ${kept.url}. Set PIXOMAX_KEY too.`;
    throw new ExitError(message, exitCodes.notLoggedIn);
  }
  return kept;
}
