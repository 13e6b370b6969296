import type { Recipe } from "@/lib/contract/photos/recipe";

/** `failed` holds what went wrong, in words for the photo's owner. */
export type SaveState = { state: "saved" | "waiting" | "saving" } | { state: "failed"; detail: string };

type Options = {
  /** Stores a job's recipe. @throws {Error} whose message can be shown */
  send: (jobId: string, recipe: Recipe) => Promise<void>;
  onState: (jobId: string, state: SaveState) => void;
};

/** `wanted` is what is not stored yet: null when all is. */
type Entry = { wanted: Recipe | null; timer?: ReturnType<typeof setTimeout>; running: Promise<boolean> | null };

/** A drag of a slider is one request, a second after its end. */
const pauseMs = 800;

/**
 * Saves recipes some time after their last change, one request a job at a time, the newest last. What could not be saved is
 * kept until it is saved or replaced.
 */
export function createRecipeSaver({ send, onState }: Options) {
  const entries = new Map<string, Entry>();

  const entryOf = (jobId: string): Entry => {
    const known = entries.get(jobId);
    if (known) return known;
    const entry: Entry = { wanted: null, running: null };
    entries.set(jobId, entry);
    return entry;
  };

  const run = async (jobId: string, entry: Entry): Promise<boolean> => {
    if (!entry.wanted) return true;
    for (let recipe: Recipe | null = entry.wanted; recipe; recipe = entry.wanted) {
      entry.wanted = null;
      onState(jobId, { state: "saving" });
      try {
        await send(jobId, recipe);
      } catch (error) {
        entry.wanted ??= recipe;
        onState(jobId, { state: "failed", detail: error instanceof Error ? error.message : String(error) });
        return false;
      }
    }
    onState(jobId, { state: "saved" });
    return true;
  };

  /** Saves now what is not saved yet. @returns whether all of the job's recipe is saved */
  const flush = async (jobId: string): Promise<boolean> => {
    const entry = entryOf(jobId);
    clearTimeout(entry.timer);
    if (entry.running) return entry.running;
    entry.running = run(jobId, entry);
    try {
      return await entry.running;
    } finally {
      entry.running = null;
    }
  };

  return {
    save(jobId: string, recipe: Recipe): void {
      const entry = entryOf(jobId);
      entry.wanted = recipe;
      clearTimeout(entry.timer);
      entry.timer = setTimeout(() => void flush(jobId), pauseMs);
      if (!entry.running) onState(jobId, { state: "waiting" });
    },
    flush,
    /** For the page's end: nothing waits for its turn any more. */
    flushAll(): void {
      for (const [jobId, entry] of entries) {
        clearTimeout(entry.timer);
        void run(jobId, entry);
      }
    },
  };
}
