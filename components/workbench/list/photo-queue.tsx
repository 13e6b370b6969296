import { ListChecks } from "lucide-react";
import type { MouseEvent } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/loading";
import type { WaysIn } from "../intake/use-ways-in";
import type { WorkbenchState } from "../use-workbench";
import { GroupBar } from "./group-bar";
import { PhotoList } from "./photo-list";
import { QueueFooter } from "./queue-footer";
import { QueueNotices } from "./queue-notices";

type Props = { workbench: WorkbenchState; ways: WaysIn; onHelp: () => void };

/** The list of photos, what can be done with many of them, and how far they are. */
export function PhotoQueue({ workbench, ways, onHelp }: Props) {
  const { photos, open, selection, server, state, progress } = workbench;
  const { refs, isSelecting } = selection;
  const done = photos.filter((photo) => photo.state === "done").length;
  const modifiers = (event: MouseEvent) => ({ range: event.shiftKey, toggle: event.ctrlKey || event.metaKey });
  return (
    <section
      aria-labelledby="queue"
      className="flex min-h-0 flex-col border-border lg:col-start-1 lg:row-start-1 bg-background max-lg:border-t lg:border-r"
    >
      <div className="flex h-12 shrink-0 items-center justify-between gap-2 px-4">
        <div className="grid min-w-0">
          <h2 id="queue" className="text-sm leading-5 font-semibold">
            Photos
          </h2>
          <p role="status" className="truncate text-xs leading-4 text-muted-foreground tabular-nums">
            {progress ?? `${done} of ${photos.length} done`}
          </p>
        </div>
        {photos.length > 1 && refs.length === 0 && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Select photos"
            aria-pressed={isSelecting}
            onClick={selection.toggleSelecting}
          >
            <ListChecks aria-hidden className="text-muted-foreground" />
          </Button>
        )}
      </div>
      {refs.length > 0 && <GroupBar photos={selection.photos} onAction={workbench.act} onClear={selection.clear} />}
      <QueueNotices
        paused={state.paused}
        signedIn={workbench.signedIn}
        storage={state.storage}
        serverFailed={server.failed}
        onSignIn={workbench.requestSignIn}
        onReload={() => void server.retry()}
      />
      <PhotoList
        photos={photos}
        open={open}
        selected={refs}
        selecting={isSelecting || refs.length > 0}
        onClick={(ref, event) => selection.click(ref, modifiers(event))}
        onToggle={(ref, event) => selection.click(ref, { ...modifiers(event), toggle: true })}
        onRemove={(photo) => workbench.act(photo.job ? "delete" : "remove", [photo])}
      />
      {server.loading && <Skeleton className="mx-2.5 h-15 shrink-0 max-lg:size-22" />}
      <QueueFooter workbench={workbench} ways={ways} onHelp={onHelp} />
    </section>
  );
}
