import { ImageOff, Layers, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { type MouseEvent, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { type ReaderForm, useReaderForm } from "@/components/ui/reader-form";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import type { LibraryPhoto } from "@/lib/contract/job-search";
import { formatCount } from "@/lib/format/format-numbers";
import { RenameField } from "../changes/rename-field";
import { describeFiles } from "../describe-files";
import { describeProgress, findJobFiles, nameJob } from "../describe-job";
import { jobStatusText } from "../job-status";
import { isRunning } from "../use-jobs";
import { type TileActions, TileMenu } from "./tile-menu";

type Props = TileActions & {
  photo: LibraryPhoto;
  /** Counted from 0. */
  index: number;
  /** Null while more may follow. */
  total: number | null;
  isSelected: boolean;
  /** Something is selected: a click selects then instead of opening. */
  isSelecting: boolean;
  isRenaming: boolean;
  onChoose: (jobId: string, isRange: boolean) => void;
  /** `byKey`: the field was left by Enter or Escape, and the focus with it. */
  onRenamed: (byKey: boolean) => void;
};

/** One photo of the library. */
export function PhotoTile({ photo, index, total, isSelected, isSelecting, isRenaming, ...actions }: Props) {
  const { job, versions } = photo;
  const name = nameJob(job);
  const onOpen = (event: MouseEvent) => {
    // With Ctrl or ⌘ the browser opens another tab.
    if (event.ctrlKey || event.metaKey || !(isSelecting || event.shiftKey)) return;
    event.preventDefault();
    actions.onChoose(job.jobId, event.shiftKey);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of the window stand between the list and its items
    <div
      role="listitem"
      data-tile={index}
      aria-setsize={total ?? -1}
      aria-posinset={index + 1}
      className={cn(
        "group relative flex min-w-0 flex-col rounded-xl border bg-card transition-colors hover:bg-accent/60",
        isSelected && "border-primary ring-1 ring-primary",
      )}
    >
      <TilePicture job={job} />
      <Checkbox
        aria-label={`Select ${name}`}
        checked={isSelected}
        onClick={(event) => actions.onChoose(job.jobId, event.shiftKey)}
        className={cn(
          "absolute! top-2.5 left-2.5 z-10 shadow-sm",
          !isSelecting &&
            "opacity-0 focus-visible:opacity-100 group-hover:opacity-100 group-focus-within:opacity-100 pointer-coarse:opacity-100",
        )}
      />
      {versions.length > 1 ? (
        <span className="absolute top-2 right-2 inline-flex items-center gap-1 rounded-full bg-background/90 px-2 py-0.5 font-medium text-xs">
          <Layers aria-hidden className="size-3" />
          {formatCount(versions.length, "version")}
        </span>
      ) : null}
      <div className="flex items-center gap-1 py-2 pr-1.5 pl-3">
        <div className="min-w-0 flex-1">
          {isRenaming ? (
            <RenameField job={job} onDone={actions.onRenamed} className="-ml-2 h-8 px-2 sm:h-8" />
          ) : (
            <Link
              href={findAddress(job)}
              onClick={onOpen}
              className="block truncate font-medium text-sm after:absolute after:inset-0 after:rounded-xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring"
            >
              <bdi>{name}</bdi>
            </Link>
          )}
          <p className="truncate text-muted-foreground text-xs">{describeTile(job, useReaderForm())}</p>
        </div>
        <TileMenu job={job} {...actions} />
      </div>
    </div>
  );
}

/** The workbench for what can be seen there, and what is left of a job otherwise. */
const findAddress = (job: JobAnswer) =>
  ["there", "waiting"].includes(findJobFiles(job)) ? `/workbench?job=${job.jobId}` : `/console/jobs/${job.jobId}`;

function describeTile(job: JobAnswer, form: ReaderForm): string {
  if (isRunning(job)) return describeProgress(job);
  return describeFiles(job, form) ?? `${jobStatusText(job.status)}, not charged`;
}

/** Decorative: the photo's name is below it. */
function TilePicture({ job }: { job: JobAnswer }) {
  const [broken, setBroken] = useState<string | null>(null);
  const Icon = isRunning(job) ? LoaderCircle : ImageOff;
  return (
    <div className="grid aspect-4/3 place-items-center overflow-hidden rounded-t-[0.6875rem] bg-canvas text-muted-foreground">
      {job.thumbUrl && broken !== job.thumbUrl ? (
        // The link is signed and short-lived, so an image optimizer must not cache it.
        // biome-ignore lint/performance/noImgElement: see above
        <img
          src={job.thumbUrl}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(job.thumbUrl)}
          className="size-full min-h-0 object-cover"
        />
      ) : (
        <Icon aria-hidden className={cn("size-5", isRunning(job) && "animate-spin")} />
      )}
    </div>
  );
}
