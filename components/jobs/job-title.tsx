import { Bookmark, BookmarkX, Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { RenameField } from "./changes/rename-field";
import { useKeep } from "./changes/use-keep";
import { canBeKept } from "./describe-files";
import { nameJob } from "./describe-job";

/** The photo's name as the page's title, and the button that makes it a field. */
export function JobTitle({ job }: { job: JobAnswer }) {
  const [isRenaming, setRenaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const takesFocus = useRef(false);
  useEffect(() => {
    if (takesFocus.current) button.current?.focus();
    takesFocus.current = false;
  });
  const end = (byKey: boolean) => {
    takesFocus.current = byKey;
    setRenaming(false);
  };
  return (
    <div className="flex min-w-0 items-center gap-1">
      <h1 id="job-title" className={isRenaming ? "sr-only" : "min-w-0 break-words font-semibold text-2xl sm:text-3xl"}>
        <bdi>{nameJob(job)}</bdi>
      </h1>
      {isRenaming ? (
        <RenameField job={job} onDone={end} className="sm:w-96" />
      ) : (
        <Button ref={button} variant="ghost" size="icon" aria-label="Rename" onClick={() => setRenaming(true)}>
          <Pencil aria-hidden />
        </Button>
      )}
    </div>
  );
}

/** Keeps the job's files beyond their time, or lets them go; nothing where that is not possible. */
export function KeepJobButton({ job, canKeep }: { job: JobAnswer; canKeep: boolean }) {
  const keep = useKeep();
  if (!job.kept && !(canKeep && canBeKept(job))) return null;
  return (
    <Button variant="outline" onClick={() => keep([job], !job.kept)}>
      {job.kept ? <BookmarkX aria-hidden /> : <Bookmark aria-hidden />}
      {job.kept ? "Stop keeping" : "Keep"}
    </Button>
  );
}
