import { Download, Trash2, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { formatCount } from "@/lib/format/format-numbers";
import { downloadable, downloadPhotos } from "../changes/download-photos";

type Props = {
  /** The jobs that are selected; nothing is shown for none. */
  jobs: JobAnswer[];
  onAll: () => void;
  onClear: () => void;
  onDelete: () => void;
  /** More that can be done with them. */
  children?: ReactNode;
};

/** What can be done with what is selected; it stays at the window's lower edge. */
export function SelectionBar({ jobs, onAll, onClear, onDelete, children }: Props) {
  const [isSaving, setSaving] = useState(false);
  const files = downloadable(jobs);
  const save = async () => {
    setSaving(true);
    await downloadPhotos(files).catch((error: Error) => toast.error(`Not downloaded. ${error.message}`));
    setSaving(false);
  };
  return (
    <div className="pointer-events-none fixed inset-x-4 bottom-4 z-30 flex justify-center">
      <p role="status" className="sr-only">
        {jobs.length > 0 ? `${formatCount(jobs.length, "photo")} selected` : ""}
      </p>
      {jobs.length === 0 ? null : (
        <section
          aria-label="Selected photos"
          className="pointer-events-auto flex max-w-full flex-wrap items-center justify-center gap-1.5 rounded-xl border bg-popover p-2 text-popover-foreground shadow-lift"
        >
          <span className="px-2 font-medium text-sm tabular-nums">{formatCount(jobs.length, "photo")}</span>
          <Button variant="ghost" size="sm" onClick={onAll}>
            Select all
          </Button>
          <Button variant="outline" size="sm" pending={isSaving} disabled={files.length === 0} onClick={save}>
            <Download aria-hidden />
            {files.length > 1 ? "Download ZIP" : "Download"}
          </Button>
          {children}
          <Button variant="outline" size="sm" onClick={onDelete}>
            <Trash2 aria-hidden />
            Delete
          </Button>
          <Button variant="ghost" size="icon-sm" aria-label="Clear the selection" onClick={onClear}>
            <X aria-hidden />
          </Button>
        </section>
      )}
    </div>
  );
}
