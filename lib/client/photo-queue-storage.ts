import { deleteDB } from "idb";

/** The browser's storage of the workbench's photos, and the channel by which its tabs tell each other of changes. */
export const photoQueueNames = { database: "pixomax-queue", channel: "pixomax-queue", lock: "pixomax-queue" } as const;

/** What every tab hears when the photos of this browser are forgotten. */
export const forgottenMessage = { type: "clear", at: null } as const;

/**
 * Forgets every photo that the workbench keeps in this browser, in all tabs: for whoever signs out. A page that has the photos
 * open lets go of them when it hears of it.
 */
export async function forgetPhotoQueue(): Promise<void> {
  if (typeof BroadcastChannel === "function") {
    const channel = new BroadcastChannel(photoQueueNames.channel);
    channel.postMessage(forgottenMessage);
    channel.close();
  }
  if (typeof indexedDB === "object") await deleteDB(photoQueueNames.database);
}
