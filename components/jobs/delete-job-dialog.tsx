"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@/components/ui/overlays/alert-dialog";
import { DialogFooter, DialogHeader } from "@/components/ui/overlays/dialog";
import { useDeleteJob } from "./use-delete-job";

/** The button to delete a job, and the question before it happens. */
export function DeleteJobDialog({ id, onDeleted }: { id: string; onDeleted: () => void }) {
  const [open, setOpen] = useState(false);
  const remove = useDeleteJob();
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="outline">
          <Trash2 aria-hidden />
          Delete
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <DialogHeader className="pr-0">
          <AlertDialogTitle>Delete this photo and its result?</AlertDialogTitle>
          <AlertDialogDescription>
            Both files go now, links to them stop working, and the job leaves your list. Credits stay as they are. This
            cannot be undone.
          </AlertDialogDescription>
        </DialogHeader>
        {remove.isError ? (
          <p role="alert" className="text-destructive text-sm">
            {remove.error.message}
          </p>
        ) : null}
        <DialogFooter>
          <AlertDialogCancel>Keep it</AlertDialogCancel>
          <Button
            variant="destructive"
            pending={remove.isPending}
            onClick={() => remove.mutate(id, { onSuccess: onDeleted })}
          >
            Delete
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
