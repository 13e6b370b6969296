/** Text that is not base64. Positions in the message count characters from 0, white space included. */
export class Base64Error extends Error {}

/**
 * Decodes a stream of base64 text, standard or URL-safe, with white space anywhere, with or without padding.
 * @throws {Base64Error} at the first invalid character, at text after the padding, and for an impossible length
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
      throw new Base64Error("there is text after the padding");
    padding += digits.length - body.length;
    const ready = carry + body;
    const whole = ready.length - (ready.length % 4);
    carry = ready.slice(whole);
    if (whole > 0) yield Buffer.from(ready.slice(0, whole), "base64");
  }
  if (padding > 2 || carry.length === 1)
    throw new Base64Error("its length is impossible for base64, so it is probably cut off");
  if (carry) yield Buffer.from(carry, "base64");
}
