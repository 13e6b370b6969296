import { isPure } from "../photo-facts/describe-finding";
import type { QueuePhoto } from "../queue/queue-photo";

type List = {
  photos: readonly QueuePhoto[];
  /** Refs of the photos that are selected for a group action. */
  selected: readonly string[];
  open: QueuePhoto | null;
};

/**
 * The photos whose options the panel shows: the selected ones, else the open one, as far as they are still to be sent. Empty: the
 * panel shows the options of photos that are added next, or of another attempt at the open one.
 */
export function chooseTargets({ photos, selected, open }: List): QueuePhoto[] {
  const chosen = selected.length > 0 ? photos.filter(({ ref }) => selected.includes(ref)) : open ? [open] : [];
  return chosen.filter(({ state, local }) => local !== null && (state === "ready" || state === "failed"));
}

/**
 * What the button sends: the selected photos that are ready, or else all that are ready. Those without gray are left out: the
 * studio would refuse them.
 */
export function chooseToSend({ photos, selected }: Omit<List, "open">): QueuePhoto[] {
  const ready = photos.filter(({ state }) => state === "ready");
  const chosen = ready.filter(({ ref }) => selected.includes(ref));
  return (chosen.length > 0 ? chosen : ready).filter(({ local }) => !isPure(local?.facts ?? null));
}

/** What all items have in common; null when they differ or there are none. Values are compared by identity. */
export function readCommon<Item, Value>(items: readonly Item[], read: (item: Item) => Value): Value | null {
  const [first, ...others] = items;
  if (first === undefined) return null;
  const value = read(first);
  return others.every((item) => read(item) === value) ? value : null;
}
