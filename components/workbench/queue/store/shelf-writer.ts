import type { LocalPhoto, PhotoFields } from "../local-photo";
import { type PhotoShelf, type StoredPhoto, toStored } from "../shelf/photo-shelf";
import type { QueueChange, QueueSettings, QueueState } from "./queue-state";

const settingsDelayMs = 100;

/** Writes changes to the shelf, one after the other. What cannot be written is told once, and the queue goes on in memory. */
export class ShelfWriter {
  #last: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #shelf: PhotoShelf;
  readonly #read: () => QueueState;
  readonly #onStorage: (storage: QueueState["storage"]) => void;

  constructor(shelf: PhotoShelf, read: () => QueueState, onStorage: (storage: QueueState["storage"]) => void) {
    this.#shelf = shelf;
    this.#read = read;
    this.#onStorage = onStorage;
  }

  keep(change: QueueChange): void {
    if (change.type === "add") this.#put(change.photos);
    else if (change.type === "change") this.#change(change.refs, change.fields);
    else if (change.type === "purge" || change.type === "forget") this.#write(() => this.#shelf.remove(change.refs));
    else if (change.type === "clear") this.#write(() => this.#shelf.clear());
    // A status is of this page, and the rest shows in the settings.
    if (change.type !== "status" && change.type !== "change") this.#saveSoon();
  }

  /** Writes at once what waits for a quiet moment, for a page that is left. */
  flush(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#write(() => this.#shelf.saveSettings(readSettings(this.#read())));
  }

  /** Resolves once everything so far is written, or could not be. */
  async settled(): Promise<void> {
    this.flush();
    await this.#last;
  }

  #put(photos: LocalPhoto[]): void {
    for (const photo of photos) {
      const { file } = photo;
      // It may have been removed, here or in another tab, since it was added.
      const isThere = () => [...this.#read().photos, ...this.#read().trash].some(({ ref }) => ref === photo.ref);
      if (file) this.#write(async () => (isThere() ? this.#shelf.put(toStored(photo), file) : undefined));
    }
  }

  #change(refs: string[], { percent, ...fields }: PhotoFields): void {
    const stored: Partial<StoredPhoto> = fields;
    if (Object.keys(stored).length === 0) return;
    this.#write(() => this.#shelf.change(refs, stored));
    // The studio has the photo now.
    if (fields.phase === "done") this.#write(() => this.#shelf.dropFiles(refs));
  }

  #saveSoon(): void {
    this.#timer ??= setTimeout(() => this.flush(), settingsDelayMs);
  }

  #write(work: () => Promise<void>): void {
    this.#last = this.#last.then(work).then(
      () => {},
      (error: unknown) => this.#onStorage(isFull(error) ? "full" : "unavailable"),
    );
  }
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === "QuotaExceededError";

/** In the shape that is stored, without the rest of the state. */
export function readSettings(state: QueueState): QueueSettings {
  const { owner, order, choseAddOns, choseFormat, defaults, ...others } = state;
  const { openRef, selectedRefs, clearedAt, hiddenRefs, deletions, choices } = others;
  const chosen = { order, choseAddOns, choseFormat, defaults };
  return { owner, ...chosen, openRef, selectedRefs, clearedAt, hiddenRefs, deletions, choices };
}
