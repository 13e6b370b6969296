"use client";

import { Archive } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadState } from "@/components/ui/load-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { BackupState } from "@/lib/contract/admin/upkeep-requests";
import { formatMoment } from "@/lib/format/format-dates";
import { formatBytes } from "@/lib/format/format-files";
import { type Column, DataTable } from "../parts/data-table";
import { useBackups, useDeleteBackup, useStartBackup } from "./use-backups";

type File = BackupState["files"][number];

/** The backups of this machine: made here, taken away, deleted. */
export function BackupsView() {
  const backups = useBackups();
  const start = useStartBackup();
  const [deleting, setDeleting] = useState<string | null>(null);
  const run = backups.data?.run ?? null;
  const isRunning = run !== null && run.failure === null;
  const make = (withFiles: boolean) => start.mutate(withFiles, { onError: (problem) => toast.error(problem.message) });
  return (
    <>
      <PageHeader
        title="Backups"
        actions={
          <>
            <Button pending={isRunning || start.isPending} onClick={() => make(false)}>
              Back up now
            </Button>
            <Button variant="outline" pending={isRunning || start.isPending} onClick={() => make(true)}>
              With photos
            </Button>
          </>
        }
      >
        A backup is as secret as the studio: it holds the accounts and the generated secrets. It lies on this machine,
        so take it to another one.
      </PageHeader>
      <p role="status" className="text-sm">
        {isRunning ? "A backup is being made. The studio goes on meanwhile." : null}
        {run?.failure ? <span className="text-destructive">The last one was not made: {run.failure}</span> : null}
      </p>
      {backups.data && backups.data.files.length > 0 ? (
        <DataTable
          label="Backups"
          columns={columnsOf(setDeleting)}
          rows={backups.data.files.map((file) => ({ ...file, id: file.name }))}
        />
      ) : null}
      {backups.data?.files.length === 0 && !isRunning ? (
        <EmptyState icon={Archive} title="No backups here yet">
          Each one that you make will be listed here, to download or to delete. Those made on the command line lie where
          it wrote them.
        </EmptyState>
      ) : null}
      <LoadState query={backups} subject="the backups" onRetry={retryOrSignIn} />
      {deleting ? <DeleteDialog name={deleting} onClose={() => setDeleting(null)} /> : null}
    </>
  );
}

const columnsOf = (onDelete: (name: string) => void): Column<File & { id: string }>[] => [
  { head: "File", cell: ({ name }) => <code className="break-all font-mono text-xs">{name}</code> },
  { head: "Size", className: "whitespace-nowrap tabular-nums", cell: ({ bytes }) => formatBytes(bytes) },
  { head: "Made", from: "sm", cell: ({ at }) => <Time at={at} format={formatMoment} /> },
  {
    head: "Actions",
    className: "text-right",
    cell: ({ name }) => (
      <span className="inline-flex gap-2">
        <Button asChild variant="outline" size="sm">
          <a href={`/api/admin/backups/${encodeURIComponent(name)}`} download={name}>
            Download
          </a>
        </Button>
        <Button variant="outline" size="sm" onClick={() => onDelete(name)} aria-label={`Delete ${name}`}>
          Delete
        </Button>
      </span>
    ),
  },
];

function DeleteDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const remove = useDeleteBackup();
  const confirm = async () => {
    await remove.mutateAsync(name);
    toast.success("The backup is deleted");
    onClose();
  };
  return (
    <ConfirmDialog title="Delete this backup?" confirmLabel="Delete backup" onConfirm={confirm} onClose={onClose}>
      <p className="break-all">{name} cannot be had back.</p>
    </ConfirmDialog>
  );
}
