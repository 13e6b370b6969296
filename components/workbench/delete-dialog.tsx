"use client";

import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
} from "@/components/ui/overlays/alert-dialog";
import { DialogFooter } from "@/components/ui/overlays/dialog";
import type { QueuePhoto } from "./queue/queue-photo";

type Props = { photo: QueuePhoto | null; onKeep: () => void; onDelete: (photo: QueuePhoto) => void };

export function DeleteDialog({ photo, onKeep, onDelete }: Props) {
  return (
    <AlertDialog open={photo !== null} onOpenChange={(open) => !open && onKeep()}>
      {photo && (
        <AlertDialogContent>
          <div className="grid gap-1.5">
            <AlertDialogTitle>Delete {photo.name}?</AlertDialogTitle>
            <AlertDialogDescription>
              The photo and its result are deleted from the studio now, and the download link stops working. This cannot
              be undone.
            </AlertDialogDescription>
          </div>
          <DialogFooter>
            <AlertDialogCancel>Keep it</AlertDialogCancel>
            <AlertDialogAction onClick={() => onDelete(photo)}>Delete</AlertDialogAction>
          </DialogFooter>
        </AlertDialogContent>
      )}
    </AlertDialog>
  );
}
