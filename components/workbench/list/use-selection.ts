import { useEffect, useState } from "react";
import type { QueuePhoto } from "../queue/queue-photo";
import { emptySelection, keepKnown, selectPhotos } from "./select-photos";

type Store = {
  /** Refs of the selected photos, kept with the queue. */
  refs: readonly string[];
  onSelect: (refs: string[]) => void;
  onOpen: (ref: string) => void;
};

/** Which photos are selected for a group action. A plain click opens a photo, unless boxes to select are shown. */
export function useSelection(photos: readonly QueuePhoto[], { refs, onSelect, onOpen }: Store) {
  const [anchor, setAnchor] = useState<string | null>(null);
  const [isSelecting, setSelecting] = useState(false);
  const order = photos.map(({ ref }) => ref);
  const selection = keepKnown(order, { refs, anchor });
  const isStale = selection.refs.length !== refs.length;
  useEffect(() => {
    if (isStale) onSelect([...selection.refs]);
  });

  const click = (ref: string, modifiers: { toggle: boolean; range: boolean }) => {
    const next = selectPhotos(order, selection, ref, { ...modifiers, toggle: modifiers.toggle || isSelecting });
    setAnchor(next.anchor);
    onSelect([...next.refs]);
    if (!modifiers.range) onOpen(ref);
  };
  const clear = () => {
    setSelecting(false);
    setAnchor(emptySelection.anchor);
    onSelect([]);
  };
  return {
    refs: selection.refs,
    photos: photos.filter(({ ref }) => selection.refs.includes(ref)),
    isSelecting,
    click,
    clear,
    all: () => onSelect(order),
    toggleSelecting: () => (isSelecting ? clear() : setSelecting(true)),
  };
}
