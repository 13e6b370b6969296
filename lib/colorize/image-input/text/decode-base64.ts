/** Text that is not base64. `at` counts characters of the text, from 0, white space included. */
export class Base64Error extends Error {}

/**
 * Decodes base64 as it streams by: standard or URL-safe, white space anywhere, padding there or missing.
 * @throws {Base64Error} at the first character that is neither, at text behind the padding, and for a length that cannot be
 */
export async function* decodeBase64(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let carry = "";
  let padding = 0;
  let read = 0;
  for await (const chunk of chunks) {
    const text = chunk.toString("latin1");
    const bad = /[^A-Za-z0-9+/\-_=\s]/.exec(text);
    if (bad) throw new Base64Error(`the character at position ${read + bad.index} is not base64`);
    read += text.length;
    const digits = text.replace(/\s+/g, "");
    const body = digits.replace(/=+$/, "");
    if (body.includes("=") || (padding > 0 && body.length > 0))
      throw new Base64Error("there is text behind the padding");
    padding += digits.length - body.length;
    const ready = carry + body;
    const whole = ready.length - (ready.length % 4);
    carry = ready.slice(whole);
    if (whole > 0) yield Buffer.from(ready.slice(0, whole), "base64");
  }
  if (padding > 2 || carry.length === 1) throw new Base64Error("its length cannot be base64, it seems cut off");
  if (carry) yield Buffer.from(carry, "base64");
}
