import { identifyFile } from "@/lib/contract/photos/identify-file";
import { photoFormatFacts } from "@/lib/contract/photos/photo-formats";

/** What a text gave: addresses to fetch, pictures that it held itself, and what was wrong with those, a sentence each. */
export type PastedText = { addresses: string[]; files: File[]; problems: string[] };

/** Addresses taken of one text. */
const maxAddresses = 200;
/** Shorter texts that happen to be made of base64's characters are words. */
const leastBase64 = 64;

/**
 * The addresses (http, https), data URLs and base64 in a text; the rest of it is ignored. Data URLs and base64 may be broken into
 * lines. An address counts once.
 */
export function readPastedText(text: string): PastedText {
  const addresses = new Set<string>();
  const pictures: string[] = [];
  let open = false;
  for (const word of text.split(/[\s<>"']+/)) {
    if (/^data:/i.test(word)) {
      open = true;
      pictures.push(word);
    } else if (isAddress(word)) {
      open = false;
      // What ends a sentence or a bracket around an address is not part of it.
      addresses.add(word.replace(/[.,;)\]]+$/, ""));
    } else if (open && isBase64(word)) pictures.push(`${pictures.pop() ?? ""}${word}`);
    else open = false;
  }
  const all = text.replace(/\s+/g, "");
  if (addresses.size === 0 && pictures.length === 0 && all.length >= leastBase64 && isBase64(all)) pictures.push(all);
  const made = pictures.map((picture, at) => makeFile(picture, pictures.length > 1 ? `-${at + 1}` : ""));
  return {
    addresses: [...addresses].slice(0, maxAddresses),
    files: made.filter((result) => typeof result !== "string"),
    problems: made.filter((result) => typeof result === "string"),
  };
}

const isBase64 = (text: string) => /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);

function isAddress(word: string): boolean {
  return /^https?:\/\//i.test(word) && URL.canParse(word);
}

/** The picture as a file, or why there is none. */
function makeFile(source: string, suffix: string): File | string {
  const bytes = decode(source);
  if (!bytes) return "The pasted picture cannot be decoded: it is no base64, or it is cut off. Copy it again.";
  const known = identifyFile(bytes);
  if (!known || !("format" in known)) return "The pasted data is not a photo. Copy the picture itself.";
  const { endings, mediaType } = photoFormatFacts[known.format];
  return new File([bytes], `pasted${suffix}${endings[0]}`, { type: mediaType });
}

function decode(source: string): Uint8Array<ArrayBuffer> | null {
  const [, parameters, data] = /^data:([^,]*),(.*)$/is.exec(source) ?? [null, ";base64", source];
  const plain = (data ?? "").replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`)));
  const isBase64Data = /;\s*base64\s*$/i.test(parameters ?? "");
  try {
    const binary = isBase64Data ? atob(plain.replaceAll("-", "+").replaceAll("_", "/")) : plain;
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch (error) {
    // How atob says that the text is no base64.
    if (error instanceof DOMException) return null;
    throw error;
  }
}
