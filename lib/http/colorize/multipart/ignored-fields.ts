import { distance } from "fastest-levenshtein";
import { formFields } from "../../../contract/order";

/** At most this many names, each of this many characters: proxies refuse answers whose headers are longer than a few kilobytes. */
const maxNames = 10;
const maxNameLength = 40;
/** A name is meant for another when no more than this share of it differs. */
const nearShare = 0.4;
const known: readonly string[] = Object.values(formFields);

/**
 * The value of X-Ignored-Fields, `clean_scratchs (did you mean clean_scratches?), foo, 3 more`; null when nothing was ignored.
 * Names come from the caller and may hold anything: what is not a plain character is percent-encoded, what is long is cut.
 */
export function describeIgnoredFields(names: ReadonlySet<string>): string | null {
  if (names.size === 0) return null;
  const described = [...names].slice(0, maxNames).map(describe);
  const left = names.size - described.length;
  return [...described, ...(left > 0 ? [`${left} more`] : [])].join(", ");
}

function describe(name: string): string {
  const written = writeName(name);
  // A field that exists is ignored only where it is a file.
  if (known.includes(name)) return `${written} (must be text, not a file)`;
  const near = findNear(name);
  return near ? `${written} (did you mean ${near}?)` : written;
}

function findNear(name: string): string | null {
  if (name.length > maxNameLength) return null;
  const plain = name.toLowerCase().replaceAll(/[\s-]/g, "_");
  const share = (field: string) => distance(plain, field) / Math.max(plain.length, field.length);
  const [nearest = ""] = [...known].sort((one, other) => share(one) - share(other));
  return share(nearest) <= nearShare ? nearest : null;
}

function writeName(name: string): string {
  let written = "";
  for (const character of name.replaceAll(/\p{Surrogate}/gu, "\ufffd")) {
    const next = /[\w.!*~-]/.test(character)
      ? character
      : encodeURIComponent(character).replaceAll(/[()']/g, encodePlain);
    if (written.length + next.length > maxNameLength) return `${written}...`;
    written += next;
  }
  return written || "(no name)";
}

const encodePlain = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
