import { Download, Folder, Keyboard, Link2, type LucideIcon, Plus, Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { WaysIn } from "../intake/use-ways-in";
import { isInProgress } from "../queue/queue-photo";
import type { WorkbenchState } from "../use-workbench";
import { NotifyButton } from "./notify-button";

type Props = { workbench: WorkbenchState; ways: WaysIn; onHelp: () => void };

/** Below the list: what concerns all of it, and the ways by which more photos come in. */
export function QueueFooter({ workbench: { photos, act, progress, clear }, ways, onHelp }: Props) {
  const withResult = photos.filter(({ chosen }) => chosen !== null);
  return (
    <div className="grid shrink-0 grid-cols-[minmax(0,1fr)] gap-2 p-3 max-lg:pt-0">
      {progress && (
        <div className="flex gap-2">
          <Button variant="outline" className="flex-1" onClick={() => act("stop", photos.filter(isInProgress))}>
            <Square aria-hidden />
            Stop all
          </Button>
          <NotifyButton />
        </div>
      )}
      {withResult.length > 1 && (
        <Button variant="outline" onClick={() => act("download", withResult)}>
          <Download aria-hidden />
          Download all {withResult.length}
        </Button>
      )}
      <div className="flex gap-2">
        <Button variant="outline" className="flex-1 px-2" onClick={ways.choosePhotos}>
          <Plus aria-hidden />
          Add photos
        </Button>
        <Way icon={Folder} name="Choose a folder" onClick={ways.chooseFolder} className="pointer-coarse:hidden" />
        <Way icon={Link2} name="From an address" onClick={ways.enterAddresses} />
      </div>
      <div className="flex items-center justify-between gap-2 text-xs text-muted-foreground">
        {photos.length > 0 && !progress ? (
          <Button variant="link" size="inline" onClick={clear}>
            Clear the list
          </Button>
        ) : (
          <p className="max-lg:hidden">Drop photos anywhere, or paste.</p>
        )}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Keyboard shortcuts"
          className="-my-1 max-lg:hidden"
          onClick={onHelp}
        >
          <Keyboard aria-hidden />
        </Button>
      </div>
    </div>
  );
}

type WayProps = { icon: LucideIcon; name: string; onClick: () => void; className?: string };

function Way({ icon: Icon, name, onClick, className }: WayProps) {
  return (
    <Tooltip content={name}>
      <Button variant="outline" size="icon" aria-label={name} onClick={onClick} className={className}>
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}
