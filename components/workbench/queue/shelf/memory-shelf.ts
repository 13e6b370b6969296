import type { QueueSettings } from "../store/queue-state";
import type { PhotoShelf, StoredPhoto } from "./photo-shelf";

/** For browsers that give no storage, as some do in private windows: the queue works, and is gone with the page. */
export function createMemoryShelf(): PhotoShelf {
  const photos = new Map<string, { photo: StoredPhoto; file: File | null }>();
  let settings: QueueSettings | null = null;
  let lease = { holder: "", until: 0 };
  const update = (refs: string[], change: (kept: { photo: StoredPhoto; file: File | null }) => object) => {
    for (const ref of refs) {
      const kept = photos.get(ref);
      if (kept) photos.set(ref, { ...kept, ...change(kept) });
    }
  };
  return {
    isLasting: false,
    load: async () => ({ photos: [...photos.values()], settings }),
    put: async (photo, file) => void photos.set(photo.ref, { photo, file }),
    change: async (refs, fields) => update(refs, ({ photo }) => ({ photo: { ...photo, ...fields } })),
    dropFiles: async (refs) => update(refs, () => ({ file: null })),
    remove: async (refs) => {
      for (const ref of refs) photos.delete(ref);
    },
    saveSettings: async (saved) => {
      settings = saved;
    },
    clear: async () => {
      photos.clear();
      settings = null;
    },
    claimLease: async (holder, now, until) => {
      if (lease.holder !== holder && lease.until > now) return false;
      lease = { holder, until };
      return true;
    },
  };
}
