import "server-only";

/** Longer keys would not fit into the index. */
const maxCharacters = 200;

/**
 * What a photo's name is searched and sorted by: without case and accents, so that "eva" finds "Éva.JPG". Made here and not by
 * the database, whose own rules depend on how it was set up. Null where nothing is left.
 */
export function toNameKey(name: string | null): string | null {
  const folded = (name ?? "").normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").trim();
  return [...folded].slice(0, maxCharacters).join("") || null;
}
