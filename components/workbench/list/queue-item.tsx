import { Check, CircleAlert, Trash2, X } from "lucide-react";
import type { MouseEvent } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { isInProgress, type QueuePhoto } from "../queue/queue-photo";
import { PhotoImage } from "../stage/photo-image";

type Props = {
  photo: QueuePhoto;
  /** Shown on the stage. */
  open: boolean;
  /** Part of a group action. */
  selected: boolean;
  /** Whether boxes to select are shown on every photo, not only under the pointer. */
  selecting: boolean;
  onClick: (event: MouseEvent) => void;
  onToggle: (event: MouseEvent) => void;
  onRemove: () => void;
};

/** A row beside the stage; on phones a tile in a strip below it. */
export function QueueItem({ photo, open, selected, selecting, onClick, onToggle, onRemove }: Props) {
  const { name, thumbUrl } = photo;
  // What has a job goes from the studio too, with its result and its links.
  const [RemoveIcon, removal] = photo.job ? [Trash2, `Delete ${name}`] : [X, `Remove ${name}`];
  const working = isInProgress(photo);
  return (
    <div
      className={cn(
        "group relative rounded-lg transition-colors max-lg:w-22 lg:flex lg:items-center",
        open ? "bg-accent" : "lg:hover:bg-accent/60",
        selected && "bg-brand/10 lg:hover:bg-brand/15",
      )}
    >
      <button
        type="button"
        onClick={onClick}
        aria-current={open || undefined}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-lg p-1.5 text-left max-lg:w-full max-lg:flex-col max-lg:items-stretch max-lg:gap-1.5"
      >
        <span
          className={cn(
            "relative block shrink-0 overflow-hidden rounded-md bg-secondary max-lg:aspect-square lg:size-12",
            open && "ring-2 ring-brand ring-offset-2 ring-offset-accent",
          )}
        >
          <PhotoImage src={thumbUrl} alt="" className={working ? "grayscale" : undefined} />
          {photo.percent !== null && working && (
            <span className="absolute inset-x-1 bottom-1 h-1 overflow-hidden rounded-full bg-black/60">
              <span className="block h-full bg-primary transition-[width]" style={{ width: `${photo.percent}%` }} />
            </span>
          )}
        </span>
        <span className="grid min-w-0 flex-1 gap-0.5">
          <span className="truncate text-sm font-medium max-lg:text-xs">{name}</span>
          <StateLine photo={photo} />
        </span>
      </button>
      <Checkbox
        checked={selected}
        aria-label={`Select ${name}`}
        onClick={onToggle}
        className={cn(
          "absolute top-2.5 left-2.5 transition-opacity",
          !selecting && "opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:hidden",
        )}
      />
      {!working && !selecting && (
        <div className="absolute max-lg:-top-1 max-lg:-right-1 lg:right-1 lg:rounded-md lg:bg-accent lg:opacity-0 lg:transition-opacity lg:group-focus-within:opacity-100 lg:group-hover:opacity-100">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={removal}
            onClick={onRemove}
            className="max-lg:size-7 max-lg:rounded-full max-lg:bg-background/90 max-lg:shadow-soft"
          >
            <RemoveIcon aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}

function StateLine({ photo: { state, step, percent } }: { photo: QueuePhoto }) {
  const color = { done: "text-success", failed: "text-destructive" }[state as string] ?? "text-muted-foreground";
  return (
    <span className={cn("flex min-w-0 items-center gap-1 text-xs", color)}>
      {state === "done" && <Check aria-hidden className="size-3 shrink-0" strokeWidth={3} />}
      {state === "failed" && <CircleAlert aria-hidden className="size-3 shrink-0" />}
      <span className="truncate">{step}</span>
      {percent !== null && state !== "done" && <span className="tabular-nums max-lg:hidden">{percent}%</span>}
    </span>
  );
}
