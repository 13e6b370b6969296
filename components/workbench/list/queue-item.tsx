import { Check, CircleAlert, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { QueuePhoto } from "../queue/queue-photo";
import { PhotoImage } from "../stage/photo-image";

type Props = { photo: QueuePhoto; selected: boolean; onSelect: () => void; onRemove: () => void };

/** A row beside the stage; on phones a tile in a strip below it. */
export function QueueItem({ photo, selected, onSelect, onRemove }: Props) {
  const { name, state, thumbUrl } = photo;
  const working = state === "uploading" || state === "running" || state === "waiting";
  return (
    <li
      className={cn(
        "group relative shrink-0 rounded-lg transition-colors max-lg:w-22 lg:flex lg:items-center",
        selected ? "bg-accent" : "lg:hover:bg-accent/60",
      )}
    >
      <button
        type="button"
        onClick={onSelect}
        aria-current={selected || undefined}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-lg p-1.5 text-left max-lg:w-full max-lg:flex-col max-lg:items-stretch max-lg:gap-1.5"
      >
        <span
          className={cn(
            "relative block shrink-0 overflow-hidden rounded-md bg-secondary max-lg:aspect-square lg:size-12",
            selected && "ring-2 ring-brand ring-offset-2 ring-offset-accent",
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
          <span className="truncate text-sm font-medium max-lg:sr-only">{name}</span>
          <StateLine photo={photo} />
        </span>
      </button>
      {state !== "running" && (
        <div className="absolute max-lg:-top-1 max-lg:-right-1 lg:right-1 lg:rounded-md lg:bg-accent lg:opacity-0 lg:transition-opacity lg:group-focus-within:opacity-100 lg:group-hover:opacity-100">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Remove ${name}`}
            onClick={onRemove}
            className="max-lg:size-7 max-lg:rounded-full max-lg:bg-background/90 max-lg:shadow-soft"
          >
            <X aria-hidden />
          </Button>
        </div>
      )}
    </li>
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
