import { ApiProblem } from "@/lib/client/api-problem";

/** What to show of a file: null for `url` while there is no picture, and `note` then says why. */
export type Preview = { url: string | null; note: string | null };
/** A file that the browser may be unable to show. `localUrl` is an object URL of it. */
export type PreviewedFile = { file: File; localUrl: string };

type Deps = {
  /** Whether the browser shows the picture by itself, as Safari does with HEIC. */
  isShown: (url: string) => Promise<boolean>;
  loadPreview: (file: File, signal: AbortSignal) => Promise<Blob>;
  createUrl: (preview: Blob) => string;
  revokeUrl: (url: string) => void;
  onChange: () => void;
};
type Entry = Preview & { stop: AbortController; madeUrl: string | null; waitsForSignIn: boolean };

const notes = { loading: "Making a preview", signIn: "Preview after sign-in", none: "No preview of this photo" };

/** Holds the previews of the files that are in use, and gives up those that are not. Guests get them once they have signed in. */
export function createPreviewShelf({ isShown, loadPreview, createUrl, revokeUrl, onChange }: Deps) {
  const entries = new Map<File, Entry>();

  function drop(file: File): void {
    const entry = entries.get(file);
    entry?.stop.abort();
    if (entry?.madeUrl) revokeUrl(entry.madeUrl);
    entries.delete(file);
  }

  async function load({ file, localUrl }: PreviewedFile, entry: Entry, signedIn: boolean): Promise<void> {
    const { signal } = entry.stop;
    const show = (change: Partial<Entry>) => {
      if (signal.aborted) return;
      Object.assign(entry, change);
      onChange();
    };
    if (await isShown(localUrl)) return show({ url: localUrl, note: null });
    if (!signedIn) return show({ note: notes.signIn, waitsForSignIn: true });
    try {
      const preview = await loadPreview(file, signal);
      if (signal.aborted) return;
      const madeUrl = createUrl(preview);
      show({ url: madeUrl, madeUrl, note: null });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      const waitsForSignIn = error.code === "sign_in_required";
      show({ note: waitsForSignIn ? notes.signIn : notes.none, waitsForSignIn });
    }
  }

  return {
    /** Makes the shelf hold these files and no others. */
    hold(files: PreviewedFile[], signedIn: boolean): void {
      const held = new Set(files.map(({ file }) => file));
      for (const file of [...entries.keys()]) if (!held.has(file)) drop(file);
      for (const wanted of files) {
        const known = entries.get(wanted.file);
        if (known && !(known.waitsForSignIn && signedIn)) continue;
        const stop = new AbortController();
        const entry: Entry = { url: null, note: notes.loading, stop, madeUrl: null, waitsForSignIn: false };
        entries.set(wanted.file, entry);
        void load(wanted, entry, signedIn);
      }
    },
    read: (file: File): Preview => entries.get(file) ?? { url: null, note: notes.loading },
  };
}
