import { Bookmark, BookmarkX, Download, Ellipsis, Info, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { linkToOutput } from "../changes/download-photos";
import { canBeKept } from "../describe-files";
import { nameJob } from "../describe-job";
import { isRunning } from "../use-jobs";

export type TileActions = {
  onRename: (job: JobAnswer) => void;
  onDelete: (job: JobAnswer) => void;
  /** Null where the operator lets nobody keep photos. */
  onKeep: ((job: JobAnswer, kept: boolean) => void) | null;
};

/** What can be done with one photo. */
export function TileMenu({ job, onRename, onDelete, onKeep }: TileActions & { job: JobAnswer }) {
  // The field that comes in place of the name takes the focus, which the menu would take back as it closes.
  const isRenaming = useRef(false);
  const output = linkToOutput(job);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Actions for ${nameJob(job)}`}
          className="relative z-10 -mr-1 text-muted-foreground"
        >
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        onCloseAutoFocus={(event) => {
          if (isRenaming.current) event.preventDefault();
          isRenaming.current = false;
        }}
      >
        <DropdownMenuItem
          onSelect={() => {
            isRenaming.current = true;
            onRename(job);
          }}
        >
          <Pencil aria-hidden />
          Rename
        </DropdownMenuItem>
        {output ? (
          <DropdownMenuItem asChild>
            <a {...output}>
              <Download aria-hidden />
              Download
            </a>
          </DropdownMenuItem>
        ) : null}
        {onKeep && (job.kept || canBeKept(job)) ? <KeepItem job={job} onKeep={onKeep} /> : null}
        <DropdownMenuItem asChild>
          <Link href={`/console/jobs/${job.jobId}`}>
            <Info aria-hidden />
            Details
          </Link>
        </DropdownMenuItem>
        {isRunning(job) ? null : (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem onSelect={() => onDelete(job)}>
              <Trash2 aria-hidden />
              Delete
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function KeepItem({ job, onKeep }: { job: JobAnswer; onKeep: NonNullable<TileActions["onKeep"]> }) {
  return (
    <DropdownMenuItem onSelect={() => onKeep(job, !job.kept)}>
      {job.kept ? <BookmarkX aria-hidden /> : <Bookmark aria-hidden />}
      {job.kept ? "Stop keeping" : "Keep"}
    </DropdownMenuItem>
  );
}
