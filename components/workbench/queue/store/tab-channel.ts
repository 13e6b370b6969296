import { photoQueueNames } from "@/lib/client/photo-queue-storage";
import type { LocalPhoto } from "../local-photo";
import type { QueueChange, QueueSettings } from "./queue-state";

/** Tells the other tabs of changes, and hears of theirs. */
export type TabChannel = {
  post(change: QueueChange): void;
  listen(onChange: (change: QueueChange) => void): void;
  close(): void;
};

/** For a queue that no other tab shares. */
export const noTabs: TabChannel = { post: () => {}, listen: () => {}, close: () => {} };

/** Only tabs of this origin post here, and they run the same code or reload to it: changes are not checked again. */
export function openTabChannel(): TabChannel {
  if (typeof BroadcastChannel !== "function") return noTabs;
  const channel = new BroadcastChannel(photoQueueNames.channel);
  return {
    post: (change) => {
      const shared = shareChange(change);
      if (shared) channel.postMessage(shared);
    },
    listen: (onChange) => {
      channel.onmessage = ({ data }: MessageEvent<QueueChange>) => onChange(data);
    },
    close: () => channel.close(),
  };
}

/** What other tabs take over: an object URL works in its own tab only, and what is open and selected is each tab's own. */
export function shareChange(change: QueueChange): QueueChange | null {
  switch (change.type) {
    case "add":
    case "offer":
      return { ...change, photos: change.photos.map((photo): LocalPhoto => ({ ...photo, previewUrl: null })) };
    case "settings": {
      const { openRef, selectedRefs, ...fields }: Partial<QueueSettings> = change.fields;
      return Object.keys(fields).length === 0 ? null : { type: "settings", fields };
    }
    case "status": {
      const { paused } = change.fields;
      return paused === undefined ? null : { type: "status", fields: { paused } };
    }
    default:
      return change;
  }
}
