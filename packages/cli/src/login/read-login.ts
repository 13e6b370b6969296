import { ExitError, exitCodes } from "../exit-codes";

/** A studio's address as people write it → without a slash at its end. @throws {ExitError} wrong usage */
export function readStudioUrl(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search) {
    const message = `"${text}" is not the address of a studio. An address looks like https://studio.example.org`;
    throw new ExitError(message, exitCodes.wrongUsage);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** @throws {ExitError} wrong usage; the message does not repeat the key */
export function readKey(text: string): string {
  const key = text.trim();
  if (!key) throw new ExitError("No API key given. Create one in the studio's console.", exitCodes.wrongUsage);
  if (!/^[\x21-\x7e]+$/.test(key)) throw new ExitError("That is not an API key.", exitCodes.wrongUsage);
  return key;
}
