import type { Edits } from "@/lib/contract/photos/edits";
import { editsKey } from "@/lib/contract/photos/edits";

export type EditedFile = { ref: string; file: File; edits: Edits };

type Deps = {
  /** The photo with its edits, as a small picture. */
  makePicture: (file: File, edits: Edits, signal: AbortSignal) => Promise<Blob>;
  createUrl: (picture: Blob) => string;
  revokeUrl: (url: string) => void;
  onChange: () => void;
};
/** `url` may be that of earlier edits while the picture of `key` is made. */
type Entry = { key: string; url: string | null; stop: AbortController };

/** Holds a picture of each photo that is turned, cropped or inverted, one made after the other. */
export function createEditedShelf({ makePicture, createUrl, revokeUrl, onChange }: Deps) {
  const entries = new Map<string, Entry>();
  let last: Promise<unknown> = Promise.resolve();

  function drop(ref: string): void {
    const entry = entries.get(ref);
    entry?.stop.abort();
    if (entry?.url) revokeUrl(entry.url);
    entries.delete(ref);
  }

  async function make({ ref, file, edits }: EditedFile, { signal }: AbortController): Promise<void> {
    // A file that cannot be read has no picture, and the photo's own note says so.
    const picture = signal.aborted ? null : await makePicture(file, edits, signal).catch(() => null);
    const entry = entries.get(ref);
    if (!picture || signal.aborted || !entry) return;
    if (entry.url) revokeUrl(entry.url);
    entry.url = createUrl(picture);
    onChange();
  }

  return {
    /** Makes the shelf hold pictures of these and no others. */
    hold(wanted: EditedFile[]): void {
      const held = new Set(wanted.map(({ ref }) => ref));
      for (const ref of [...entries.keys()]) if (!held.has(ref)) drop(ref);
      for (const photo of wanted) {
        const key = editsKey(photo.edits);
        const known = entries.get(photo.ref);
        if (known?.key === key) continue;
        known?.stop.abort();
        const stop = new AbortController();
        entries.set(photo.ref, { key, url: known?.url ?? null, stop });
        last = last.then(() => make(photo, stop));
      }
    },
    /** Null until there is one. */
    read: (ref: string): string | null => entries.get(ref)?.url ?? null,
  };
}
