import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useEffect, useRef } from "react";
import { cn } from "@/components/ui/class-names";
import type { QueuePhoto } from "../queue/queue-photo";
import { QueueItem } from "./queue-item";
import { useIsWide } from "./use-is-wide";

/** Pixels that an item and the gap behind it take: a row's height, a tile's width. */
const rowSize = 64;
const tileSize = 96;

type Props = {
  photos: readonly QueuePhoto[];
  open: QueuePhoto | null;
  selected: readonly string[];
  selecting: boolean;
  onClick: (ref: string, event: MouseEvent) => void;
  onToggle: (ref: string, event: MouseEvent) => void;
  onRemove: (photo: QueuePhoto) => void;
};

/** Only the photos in view are in the page, so that hundreds scroll like ten. The open one is kept in view. */
export function PhotoList({ photos, open, selected, selecting, onClick, onToggle, onRemove }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const isWide = useIsWide();
  const virtual = useVirtualizer({
    count: photos.length,
    getScrollElement: () => box.current,
    getItemKey: (at) => photos[at]?.ref ?? at,
    estimateSize: () => (isWide ? rowSize : tileSize),
    horizontal: !isWide,
    overscan: 6,
  });
  const openAt = open ? photos.indexOf(open) : -1;
  const { scrollToIndex } = virtual;
  const room = virtual.scrollRect?.height;
  // biome-ignore lint/correctness/useExhaustiveDependencies: buttons that appear below take room from the list
  useEffect(() => {
    if (openAt >= 0) scrollToIndex(openAt, { align: "auto" });
  }, [openAt, scrollToIndex, room]);
  const chosen = new Set(selected);
  const length = virtual.getTotalSize();
  return (
    <div ref={box} className="min-h-0 flex-1 overflow-auto px-3 pt-1.5 pb-3 lg:px-2.5">
      <ul
        aria-label="Photos"
        className={cn("relative", !isWide && "h-32")}
        style={isWide ? { height: length } : { width: length }}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const photo = photos[index];
          if (!photo) return null;
          return (
            <li
              key={key}
              aria-setsize={photos.length}
              aria-posinset={index + 1}
              className="absolute top-0 left-0 lg:w-full"
              style={{ transform: isWide ? `translateY(${start}px)` : `translateX(${start}px)` }}
            >
              <QueueItem
                photo={photo}
                open={photo === open}
                selected={chosen.has(photo.ref)}
                selecting={selecting}
                onClick={(event) => onClick(photo.ref, event)}
                onToggle={(event) => onToggle(photo.ref, event)}
                onRemove={() => onRemove(photo)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
