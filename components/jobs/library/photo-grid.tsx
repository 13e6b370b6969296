import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import type { LibraryPhoto } from "@/lib/contract/job-search";
import type { ListSelection } from "../list/use-selection";
import { useListBox, useWindowRows } from "../list/use-window-rows";
import { moveInGrid } from "./move-in-grid";
import { PhotoTile } from "./photo-tile";
import type { TileActions } from "./tile-menu";

type Props = Omit<TileActions, "onRename"> & {
  photos: LibraryPhoto[];
  selection: ListSelection;
  hasMore: boolean;
  onMore: (() => void) | null;
};

const gap = 12;
const smallestTile = 190;
/** Below the picture. */
const captionHeight = 56;

/** The photos in as many columns as fit. Arrow keys walk from photo to photo, F2 renames. */
export function PhotoGrid({ photos, selection, hasMore, onMore, ...actions }: Props) {
  const [renaming, setRenaming] = useState<string | null>(null);
  const box = useListBox();
  const columns = Math.max(2, Math.floor((box.width + gap) / (smallestTile + gap)));
  const { virtualizer, rows } = useWindowRows(box, {
    count: Math.ceil(photos.length / columns),
    gap,
    estimate: (((box.width + gap) / columns - gap) * 3) / 4 + captionHeight,
    onNearEnd: onMore,
  });
  // The tile to walk to may have to be scrolled into the document first.
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const link = box.ref.current?.querySelector<HTMLElement>(`[data-tile="${wanted.current}"] a`);
    if (!link) return;
    wanted.current = null;
    link.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const tile = event.target instanceof HTMLAnchorElement ? event.target.closest("[data-tile]") : null;
    if (!tile) return;
    const from = Number(tile.getAttribute("data-tile"));
    if (event.key === "F2") {
      setRenaming(photos[from]?.job.jobId ?? null);
    } else {
      const to = moveInGrid(event.key, from, { columns, count: photos.length });
      if (to === null) return;
      wanted.current = to;
      virtualizer.scrollToIndex(Math.floor(to / columns));
      const link = box.ref.current?.querySelector<HTMLElement>(`[data-tile="${to}"] a`);
      link?.focus();
      if (link) wanted.current = null;
    }
    event.preventDefault();
  };
  const rename = (job: JobAnswer) => setRenaming(job.jobId);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of the window stand between the list and its items
    <div
      ref={box.ref}
      role="list"
      aria-label="Photos"
      onKeyDown={onKeyDown}
      className="relative w-full"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {box.width === 0
        ? null
        : rows.map((row) => (
            <div
              key={row.key}
              ref={virtualizer.measureElement}
              data-index={row.index}
              className="absolute inset-x-0 grid"
              style={{ top: row.start - box.top, gap, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            >
              {photos.slice(row.index * columns, (row.index + 1) * columns).map((photo, column) => (
                <PhotoTile
                  key={photo.job.jobId}
                  photo={photo}
                  index={row.index * columns + column}
                  total={hasMore ? null : photos.length}
                  isSelected={selection.isSelected(photo.job.jobId)}
                  isSelecting={selection.selected.length > 0}
                  isRenaming={renaming === photo.job.jobId}
                  onChoose={selection.choose}
                  onRename={rename}
                  onRenamed={(byKey) => {
                    if (byKey) wanted.current = row.index * columns + column;
                    setRenaming(null);
                  }}
                  {...actions}
                />
              ))}
            </div>
          ))}
    </div>
  );
}
