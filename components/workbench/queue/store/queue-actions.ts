import type { Order } from "@/lib/contract/order";
import type { Edits } from "@/lib/contract/photos/edits";
import type { OfferKind } from "../local-photo";

/** What became of files that were dropped, chosen or pasted. A file that came twice is taken off the list a moment later. */
export type Added = {
  refs: string[];
  /** Why files were not taken, a sentence each. */
  refused: string[];
};

/** A page, or a photo on a scan, that becomes a photo of its own. */
export type PhotoPart = { name: string; edits: Edits };

/** What a user does with the photos of the queue. All of it is the same in every tab, and outlives the page. */
export type QueueActions = {
  /** `sample`: the name of the sample photo that the (one) file is. */
  add(files: File[], options?: { sample?: string }): Added;
  /** Adds a photo that only the server knows, so that it can be sent again; it keeps its place's ref. */
  adopt(photo: { ref: string; file: File; order: Order; attempt: number; outputUrl: string | null }): void;
  /** Takes photos off the list; what was on its way is stopped. The answer brings them back while `undoMs` last. */
  remove(refs: string[]): () => void;
  /** As `remove`, and then also deletes the jobs, with their files, from the studio. */
  deleteJobs(refs: string[], jobIds: string[]): () => void;
  /** `next`: the photos added from now on. `all`: these and every photo that is not on its way. */
  setOrder(which: string[] | "next" | "all", change: (order: Order) => Order): void;
  /** Changes what is done to photos before they are colored; those on their way stay as they are. */
  edit(refs: string[], change: (edits: Edits) => Edits): void;
  /** Makes one photo several of the same file: it becomes the first part, the others follow it. The refs are those of all. */
  split(ref: string, parts: PhotoPart[]): string[];
  /** Never offers this for the photo again. */
  dismiss(ref: string, kind: OfferKind): void;
  /** From now on photos that come together get the add-ons as they are chosen, no longer those where something is found. */
  noteAddOnsChosen(): void;
  /** From now on photos get the format that is chosen for the next ones, no longer the one that suits each. */
  noteFormatChosen(): void;
  open(ref: string | null): void;
  select(refs: string[]): void;
  /** `toIndex`: the place in the list of this browser's photos, from 0. */
  move(ref: string, toIndex: number): void;
  /** Sends photos that are ready or failed, in the order of the list. */
  send(refs: string[]): void;
  /** What has not started is ready again; what runs is canceled. Of a photo colored before, the result shows again. */
  stop(which: string[] | "all"): void;
  retry(refs: string[]): void;
  /** Makes a photo that is done ready for another attempt. */
  again(ref: string): void;
  chooseVersion(ref: string, jobId: string): void;
  /** Empties the list. Jobs stay in the library. */
  clear(): void;
  /** Goes on after a sign-in, or tries the network at once. Without effect while nobody is signed in: signing in goes on by itself. */
  resume(): void;
};

/** How long a removal can be undone. */
export const undoMs = 8_000;
