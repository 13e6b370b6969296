import { deleteDB } from "idb";

/** The browser's storage of the workbench's photos, and the channel by which its tabs tell each other of changes. */
export const photoQueueNames = { database: "pixomax-queue", channel: "pixomax-queue", lock: "pixomax-queue" } as const;

/** What every tab hears when the photos of this browser are forgotten. */
export const forgottenMessage = { type: "clear", at: null } as const;

/** The browser ends a deletion by itself once the last page has let go; signing out goes on after this. */
const deleteWaitMs = 2_000;

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
  if (typeof indexedDB !== "object") return;
  const giveUp = new Promise<void>((resolve) => setTimeout(resolve, deleteWaitMs));
  await Promise.race([deleteDB(photoQueueNames.database), giveUp]);
}
