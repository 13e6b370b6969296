import type { LocalPhoto } from "../local-photo";
import { fromStored, type PhotoShelf } from "../shelf/photo-shelf";
import { takeDefaults } from "./order-for";
import type { OrderDefaults } from "./queue-state";
import {
  applyChange,
  emptySettings,
  emptyState,
  type QueueChange,
  type QueueSettings,
  type QueueState,
} from "./queue-state";
import { ShelfWriter } from "./shelf-writer";
import type { TabChannel } from "./tab-channel";

type Deps = {
  tabs: TabChannel;
  /** An address for a file's picture, and its end. */
  createUrl: (file: File) => string;
  revokeUrl: (url: string) => void;
};

/**
 * The photos of the workbench. Every change is made here, written to the shelf and told to the other tabs; whoever shows photos
 * subscribes. It stands above the pages, so that going from one to another changes nothing.
 */
export class QueueStore {
  #state: QueueState = emptyState;
  #writer: ShelfWriter | null = null;
  /** What was changed, and heard, before the shelf was read. */
  #early: (() => void)[] = [];
  #earlySettings: Partial<QueueSettings> = {};
  #defaults: OrderDefaults | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  readonly read = (): QueueState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Makes a change in all tabs, and for good. */
  readonly commit = (change: QueueChange): void => {
    const applied = this.#apply(change);
    const share = () => {
      this.#writer?.keep(applied);
      this.#deps.tabs.post(applied);
    };
    // Told before the listeners hear of it, whose own changes come after this one.
    if (this.#writer || change.type === "status") share();
    else this.#early.push(share);
    if (!this.#writer && change.type === "settings") this.#earlySettings = { ...this.#earlySettings, ...change.fields };
    this.#notify();
  };

  /** Reads what is stored, and keeps to the shelf from then on. Photos that were added before stay behind those. */
  async open(shelf: PhotoShelf): Promise<void> {
    const heard: QueueChange[] = [];
    this.#deps.tabs.listen((change) => (this.#writer ? this.#hear(change) : heard.push(change)));
    const { photos, settings } = await shelf.load();
    const hidden = new Set(settings?.hiddenRefs);
    // What was opened, selected and chosen before is newer than what is stored.
    this.#apply({ type: "settings", fields: { ...(settings ?? emptySettings), ...this.#earlySettings } });
    const kept = photos.filter(({ photo }) => !hidden.has(photo.ref));
    this.#apply({ type: "add", photos: kept.map(({ photo, file }) => fromStored(photo, file)) });
    this.#writer = new ShelfWriter(shelf, this.read, (storage) => this.#hear({ type: "status", fields: { storage } }));
    for (const share of this.#early.splice(0)) share();
    for (const change of heard) this.#apply(change);
    this.#deps.tabs.post({ type: "opened" });
    // Its page ended before they were purged.
    const left = photos.filter(({ photo }) => hidden.has(photo.ref)).map(({ photo }) => photo.ref);
    if (left.length > 0) this.#writer.keep({ type: "purge", refs: left });
    const storage = shelf.isLasting ? "kept" : "unavailable";
    // Before photos count as read, or those of another account would be sent and shown.
    this.setUser(this.#state.userId, this.#defaults);
    this.#hear({ type: "status", fields: { loaded: true, storage } });
  }

  /**
   * Tells whose page this is. Photos of nobody become theirs; photos of another account are dropped, since two people share the
   * browser. While nobody is signed in everything stays: a session may just have ended.
   * @param defaults what the account wants for new photos; null while nobody is signed in
   */
  setUser(userId: string | null, defaults: OrderDefaults | null = null): void {
    const { owner, photos, trash } = this.#state;
    this.#defaults = defaults;
    this.commit({ type: "status", fields: { userId } });
    if (userId === null || !this.#writer) return;
    const refsOf = (chosen: LocalPhoto[]) => chosen.map(({ ref }) => ref);
    const foreign = [...photos, ...trash].filter((photo) => photo.owner !== null && photo.owner !== userId);
    if (foreign.length > 0) {
      this.commit({ type: "remove", refs: refsOf(foreign) });
      this.commit({ type: "purge", refs: refsOf(foreign) });
    }
    const ownerless = refsOf(photos.filter((photo) => photo.owner === null));
    if (ownerless.length > 0) this.commit({ type: "change", refs: ownerless, fields: { owner: userId } });
    if (this.#state.paused === "sign_in") this.commit({ type: "status", fields: { paused: null } });
    if (owner !== userId) {
      const { order, openRef, selectedRefs } = this.#state;
      const forgotten = owner === null ? {} : { ...emptySettings, order, openRef, selectedRefs };
      this.commit({ type: "settings", fields: { ...forgotten, owner: userId } });
    }
    const taken = defaults && takeDefaults(this.#state, defaults);
    if (taken) this.commit({ type: "settings", fields: taken });
  }

  /** Writes what waits for a quiet moment, for a page that is left. */
  flush(): void {
    this.#writer?.flush();
  }

  /** Resolves once all changes so far are stored. */
  async settled(): Promise<void> {
    await this.#writer?.settled();
  }

  #apply(change: QueueChange): QueueChange {
    const applied =
      change.type === "add" || change.type === "offer"
        ? { ...change, photos: change.photos.map((photo) => this.#show(photo)) }
        : change;
    const before = this.#state;
    this.#state = applyChange(before, applied);
    this.#revokeGone(before);
    return applied;
  }

  #hear(change: QueueChange): void {
    if (change.type === "opened") this.#deps.tabs.post({ type: "offer", photos: this.#state.photos });
    this.#apply(change);
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  #show(photo: LocalPhoto): LocalPhoto {
    if (photo.previewUrl || !photo.file) return photo;
    return { ...photo, previewUrl: this.#deps.createUrl(photo.file) };
  }

  #revokeGone(before: QueueState): void {
    if (before.photos === this.#state.photos && before.trash === this.#state.trash) return;
    const shown = new Set([...this.#state.photos, ...this.#state.trash].map(({ previewUrl }) => previewUrl));
    for (const { previewUrl } of [...before.photos, ...before.trash]) {
      if (previewUrl && !shown.has(previewUrl)) this.#deps.revokeUrl(previewUrl);
    }
  }
}
