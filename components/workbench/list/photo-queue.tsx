import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/loading";
import type { WorkbenchState } from "../use-workbench";
import { QueueItem } from "./queue-item";

type Props = { workbench: WorkbenchState; onChoose: () => void };

export function PhotoQueue({ workbench: { photos, selected, select, actions, server }, onChoose }: Props) {
  const done = photos.filter((photo) => photo.state === "done").length;
  return (
    <section
      aria-labelledby="queue"
      className="flex min-h-0 flex-col border-border lg:col-start-1 lg:row-start-1 bg-background max-lg:border-t lg:border-r"
    >
      <div className="flex h-12 shrink-0 items-center justify-between px-4">
        <h2 id="queue" className="text-sm font-semibold">
          Photos
        </h2>
        <p role="status" className="text-xs text-muted-foreground tabular-nums">
          {done} of {photos.length} done
        </p>
      </div>
      <ul className="flex min-h-0 flex-1 gap-2 overflow-x-auto px-3 pt-1 pb-3 lg:flex-col lg:gap-1 lg:overflow-x-hidden lg:overflow-y-auto lg:px-2.5">
        {photos.map((photo) => (
          <QueueItem
            key={photo.ref}
            photo={photo}
            selected={photo === selected}
            onSelect={() => select(photo.ref)}
            onRemove={() => actions.remove([photo])}
          />
        ))}
        {server.loading && <Skeleton className="h-15 shrink-0 max-lg:size-22" />}
        {server.failed && (
          <li className="grid gap-2 p-2 text-xs text-muted-foreground">
            Earlier photos could not be loaded.
            <Button size="sm" variant="outline" onClick={() => server.retry()}>
              Try again
            </Button>
          </li>
        )}
      </ul>
      <div className="shrink-0 p-3 max-lg:pt-0">
        <Button variant="outline" className="w-full" onClick={onChoose}>
          <Plus aria-hidden />
          Add photos
        </Button>
        <p className="pt-2 text-center text-xs text-muted-foreground max-lg:hidden">
          Drop photos anywhere, or paste them.
        </p>
      </div>
    </section>
  );
}
