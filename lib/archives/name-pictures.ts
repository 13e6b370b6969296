/** Names in an archive have at most this many UTF-8 bytes before "-color" and the ending: every system takes 255 in all. */
const stemBytes = 180;
const bytes = new TextEncoder();

/** What Windows does not allow in a name, and what could show it in another direction than it is written. */
const forbidden = /[<>:"/\\|?*\p{Cc}\p{Surrogate}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Windows takes these for devices, whatever follows the first dot. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)/i;

type Named = {
  /** What the photo's file was called; null where that is unknown. */
  original: string | null;
  /** With its dot. */
  extension: string;
};

/**
 * Names that every system can write, each once, also where capitals and composed letters do not count: `grandma-color.png`, then
 * `grandma-color (2).png`.
 */
export const namePictures = (pictures: readonly Named[]): string[] => pictures.map(createNamer("-color"));

/** The same one by one. @param suffix behind the photo's own name */
export function createNamer(suffix: string): (picture: Named) => string {
  const taken = new Set<string>();
  return ({ original, extension }) => {
    const stem = `${cleanStem(original ?? "")}${suffix}`;
    for (let count = 1; ; count += 1) {
      const name = `${stem}${count === 1 ? "" : ` (${count})`}${extension}`;
      const key = name.normalize("NFC").toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return name;
    }
  };
}

function cleanStem(original: string): string {
  const base = original.replace(/\.[^.]{1,10}$/u, "");
  const clean = base.replace(forbidden, "_").replace(/^[.\s]+/u, "");
  const stem = cutBytes(clean, stemBytes).trimEnd() || "photo";
  return device.test(stem) ? `_${stem}` : stem;
}

/** Whole characters of the text, in at most this many bytes. */
function cutBytes(text: string, most: number): string {
  let left = most;
  let cut = "";
  for (const character of text) {
    left -= bytes.encode(character).length;
    if (left < 0) break;
    cut += character;
  }
  return cut;
}
