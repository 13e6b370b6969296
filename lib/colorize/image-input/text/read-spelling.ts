import { sniffFormat } from "../sniff-format";

/** How a text holds an image: where its data starts and what has to be undone. Positions are bytes from the start of the text. */
export type Spelling = {
  at: number;
  isBase64: boolean;
  isPercentEncoded: boolean;
  isDataUrl: boolean;
  /** The quotation mark that the text began with, which may close it again. */
  quote: string | null;
  /** Forms that are decoded once too often turn every plus sign of base64 into a space. */
  spacesArePlus: boolean;
};

/** `b'…'` is how Python prints bytes, and quotation marks come from JSON and shells. `<…>` encloses addresses in mail. */
const opening = /^(?:\xef\xbb\xbf)?\s*(?:b?(["'`])|<(?=https?:|data:))?\s*/i;
/** The comma that ends the header is the first one outside quoted parameters. */
const dataHeader = /^data:((?:[^,"]|"[^"]*"|"(?![^"]*"))*),\s*/i;
/** What is left of a data URL when its beginning was cut off. */
const bareHeader = /^(?:image\/[\w.+-]+\s*;\s*)?base64,\s*/i;

/** @param head the first bytes of the text, as Latin-1. Returns where its content starts, behind white space and quotation marks. */
export function readOpening(head: string): { at: number; quote: string | null } {
  const found = opening.exec(head);
  return { at: found?.[0].length ?? 0, quote: found?.[1] ?? null };
}

/**
 * How the text whose first bytes are `head` holds an image, if it is base64 or a data URL; nothing is validated.
 * Null for a data URL without the comma after its header.
 */
export function readSpelling(head: string): Spelling | null {
  let { at, quote } = readOpening(head);
  let isDataUrl = false;
  let isFlagged = true;
  // Twice, because programs put the header in front of data that has one already.
  for (let times = 0; times < 2; times++) {
    const rest = head.slice(at);
    const [header, parameters] = dataHeader.exec(rest) ?? [];
    const bare = header === undefined ? bareHeader.exec(rest)?.[0] : undefined;
    if (header === undefined && bare === undefined) break;
    isDataUrl = true;
    isFlagged = bare !== undefined || /;\s*base64\s*$/i.test(parameters ?? "");
    at += (header ?? bare ?? "").length;
  }
  if (/^data:/i.test(head.slice(at))) return null;
  const data = head.slice(at);
  const isPercentEncoded = isDataUrl || /%(?:2b|2f|3d|0d|0a)/i.test(data);
  const plain = isPercentEncoded ? decodeEscapes(data) : data;
  const isBase64 = isFlagged || (!startsLikeImage(plain) && startsLikeImage(decodeSample(plain)));
  return { at, quote, isDataUrl, isBase64, isPercentEncoded, spacesArePlus: isBase64 && areSpacesPlus(plain) };
}

/** Whether the data begins like an image, as far as `head` goes. */
export function holdsImage(head: string, spelling: Spelling): boolean {
  const data = head.slice(spelling.at);
  const plain = spelling.isPercentEncoded ? decodeEscapes(data) : data;
  if (!spelling.isBase64) return startsLikeImage(plain);
  return startsLikeImage(decodeSample(spelling.spacesArePlus ? plain.replace(/ /g, "+") : plain));
}

const startsLikeImage = (bytes: string): boolean => sniffFormat(Buffer.from(bytes, "latin1")) !== null;

function decodeSample(text: string): string {
  const digits = text.replace(/\\[nr]|\s+/g, "").replace(/\\\//g, "/");
  return Buffer.from(digits, "base64").toString("latin1");
}

const decodeEscapes = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/**
 * Spaces in base64 are white space when they come at regular places or at the ends of lines, or when there are plus signs too. Of a
 * photo's base64 every 64th digit is a plus sign, so a longer text without any has lost them.
 */
function areSpacesPlus(data: string): boolean {
  if (/[+\-_]/.test(data)) return false;
  const lines = data.trim().split(/[\r\n\t]+/);
  const pieces = lines.flatMap((line) => line.trim().split(" "));
  if (pieces.length === lines.length) return false;
  const [first = "", ...others] = pieces;
  return (
    others.slice(0, -1).some((piece) => piece.length !== first.length) || (others.at(-1) ?? "").length > first.length
  );
}
