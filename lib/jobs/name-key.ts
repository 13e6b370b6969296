import "server-only";

/** A cursor holds a key, and one letter can stand for eighteen. */
const maxCharacters = 200;

/**
 * What a photo's name is searched and sorted by: without case and accents, so that "eva" finds "Éva.JPG". Made here and not by
 * the database, whose own rules depend on how it was set up. Null where nothing is left.
 */
export function toNameKey(name: string | null): string | null {
  const folded = (name ?? "").normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").trim();
  return [...folded].slice(0, maxCharacters).join("") || null;
}

/** Matches, with LIKE, every key that holds this part of a name; null where nothing of it is left to search for. */
export function toNamePattern(search: string): string | null {
  const key = toNameKey(search);
  // In a pattern % and _ stand for other characters, and a backslash takes that from them.
  return key && `%${key.replace(/[\\%_]/g, "\\$&")}%`;
}
