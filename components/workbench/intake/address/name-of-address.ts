import { photoFormatFacts } from "@/lib/contract/photos/photo-formats";
import { findPhotoType, hasPhotoName } from "../photo-types";

const maxNameLength = 120;

/**
 * A file name for the photo at an address, after the last part of its path: `https://example.com/a/dock.jpg?w=9` → `dock.jpg`.
 * The ending is the type's where the path has none; without a path the name is the host's.
 */
export function nameOfAddress(address: string, type: string): string {
  const { pathname, hostname } = new URL(address);
  const last = decodeName(pathname.split("/").filter(Boolean).at(-1) ?? hostname);
  const clean = Array.from(last, (character) => (/[\p{Cc}\p{Cf}/\\:*?"<>|]/u.test(character) ? "-" : character)).join(
    "",
  );
  const name = clean.slice(-maxNameLength);
  if (hasPhotoName(name)) return name;
  const format = findPhotoType({ name: "", type }) ?? "jpeg";
  return `${name || "photo"}${photoFormatFacts[format].endings[0]}`;
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
