const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
/** 0x80 to 0x9F of Windows-1252. Some versions of Node decode them as Latin-1, which has control characters there. */
const windowsLetters = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const macintosh = new TextDecoder("macintosh");
const utf16 = new TextDecoder("utf-16le");

/** Longer texts are cut: what a person writes into a photo is shorter. In characters. */
export const maxTextLength = 100_000;

/** Text whose charset nothing declares: UTF-8 where it can be, else Windows-1252, of which Latin-1 is a part. */
export const decodeText = (bytes: Uint8Array): string => cleanText(readUtf8(bytes) ?? decodeWindows(bytes));

export const decodeLatin1 = (bytes: Uint8Array): string => cleanText(decodeWindows(bytes));

export const decodeUtf16 = (bytes: Uint8Array): string => cleanText(utf16.decode(bytes));

/** As `decodeText`, for IPTC, which programs on a Macintosh wrote in Mac Roman without saying so. */
export function decodeOldText(bytes: Uint8Array): string {
  return cleanText(readUtf8(bytes) ?? (looksMacRoman(bytes) ? macintosh.decode(bytes) : decodeWindows(bytes)));
}

const decodeWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (letter) => windowsLetters[letter.charCodeAt(0) - 0x80] ?? letter);

function readUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    // Not UTF-8: the caller reads it as something else.
    return null;
  }
}

/** In Windows-1252 these are quotes, dashes, dots and the euro sign, which stand beside letters too. */
const windowsSigns = new Set([0x80, 0x82, 0x84, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99]);
const isLetter = (byte = 0): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
const isSmall = (byte = 0): boolean => byte >= 0x61 && byte <= 0x7a;

/**
 * Whether a byte stands where only Mac Roman has a letter for it: 0x80 to 0x9F beside letters, or before a small letter where
 * Windows has a sign. Its ä ö ü é è ç are all there; Windows-1252 has seldom-used letters in that range.
 */
function looksMacRoman(bytes: Uint8Array): boolean {
  return bytes.some((byte, at) => {
    if (byte < 0x80 || byte > 0x9f || windowsSigns.has(byte)) return false;
    const [before, after] = [bytes[at - 1], bytes[at + 1]];
    return byte === 0x85 ? !isLetter(before) && isSmall(after) : isLetter(before) || isLetter(after);
  });
}

/**
 * Without NUL and the other control characters, which XML cannot hold: a space stands for them, because programs separate parts of
 * a text with NULs and fill fields with them.
 */
export function cleanText(text: string): string {
  const cut = text.length > maxTextLength ? text.slice(0, maxTextLength) : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return cut.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]+\s*/g, " ").trim();
}
