import { Contrast, Download, type LucideIcon, RotateCcw, RotateCw, Square, Trash2, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { formatCount } from "@/lib/format/format-numbers";
import { isInProgress, type QueuePhoto } from "../queue/queue-photo";

export type GroupAction = "turn" | "invert" | "download" | "retry" | "stop" | "remove" | "delete";

type Props = {
  photos: readonly QueuePhoto[];
  onAction: (action: GroupAction, photos: readonly QueuePhoto[]) => void;
  onClear: () => void;
};

type Item = { action: GroupAction; icon: LucideIcon; name: string; fits: (photo: QueuePhoto) => boolean };

function canBeEdited({ state, local }: QueuePhoto): boolean {
  return state === "ready" && Boolean(local?.file);
}

/** Each button says how many of the selected photos it is for, and is missing where it is for none. */
const items: readonly Item[] = [
  { action: "turn", icon: RotateCw, name: "Turn right", fits: canBeEdited },
  { action: "invert", icon: Contrast, name: "Invert", fits: canBeEdited },
  { action: "download", icon: Download, name: "Download", fits: ({ chosen }) => chosen !== null },
  { action: "retry", icon: RotateCcw, name: "Retry", fits: ({ state }) => state === "failed" },
  { action: "stop", icon: Square, name: "Stop", fits: isInProgress },
  { action: "remove", icon: X, name: "Remove", fits: (photo) => photo.job === null && !isInProgress(photo) },
  { action: "delete", icon: Trash2, name: "Delete", fits: (photo) => photo.job !== null && !isInProgress(photo) },
];

/** What can be done with the selected photos together. Colorize and options are in the panel, as for one photo. */
export function GroupBar({ photos, onAction, onClear }: Props) {
  return (
    <div
      role="toolbar"
      aria-label="Selected photos"
      className="flex items-center gap-0.5 border-b bg-accent/60 px-3 py-1.5"
    >
      <p role="status" className="mr-auto text-xs font-medium tabular-nums">
        {photos.length} selected
      </p>
      {items.map(({ action, icon: Icon, name, fits }) => {
        const fitting = photos.filter(fits);
        if (fitting.length === 0) return null;
        const label = `${name} ${formatCount(fitting.length, "photo")}`;
        return (
          <Tooltip key={action} content={label}>
            <Button variant="ghost" size="icon-sm" aria-label={label} onClick={() => onAction(action, fitting)}>
              <Icon aria-hidden />
            </Button>
          </Tooltip>
        );
      })}
      <Button variant="ghost" size="sm" className="px-2" onClick={onClear}>
        Done
      </Button>
    </div>
  );
}
