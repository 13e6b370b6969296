import { Base64Error } from "./decode-base64";
import type { Spelling } from "./read-spelling";

/**
 * Base64 text as it was before a program spelled it its own way: without the closing quotation mark and the escapes of a quoted
 * text, and with the plus signs that became spaces.
 * @throws {Base64Error} for text after the closing quotation mark
 */
export async function* cleanBase64(
  chunks: AsyncIterable<Buffer>,
  { quote, spacesArePlus }: Pick<Spelling, "quote" | "spacesArePlus">,
): AsyncGenerator<Buffer> {
  let carry = "";
  let isClosed = false;
  for await (const chunk of chunks) {
    let text = carry + chunk.toString("latin1");
    const cut = unfinishedFrom(text);
    carry = text.slice(cut);
    text = text.slice(0, cut);
    if (isClosed) checkRest(text);
    else {
      const end = quote ? text.indexOf(quote) : -1;
      isClosed = end >= 0;
      if (isClosed) checkRest(text.slice(end + 1));
      const clean = removeEscapes(isClosed ? text.slice(0, end) : text, quote);
      yield Buffer.from(spacesArePlus ? clean.replace(/ /g, "+") : clean, "latin1");
    }
  }
  if (carry === "\\") yield Buffer.from(carry);
}

/** Where an escape whose second half, or spaces whose end, may be in the next chunk begin. No regex: that would be quadratic. */
function unfinishedFrom(text: string): number {
  if (text.endsWith("\\")) return text.length - 1;
  let cut = text.length;
  while (cut > 0 && text[cut - 1] === " ") cut--;
  return cut;
}

function removeEscapes(text: string, quote: string | null): string {
  return quote ? text.replace(/\\[nr]/g, "").replace(/\\\//g, "/") : text;
}

function checkRest(text: string): void {
  if (!/^[\s;,)>]*$/.test(text)) throw new Base64Error("there is text after the closing quotation mark");
}
