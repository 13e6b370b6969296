import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { QueuePhoto } from "./queue/queue-photo";

type Props = { photo: QueuePhoto | null; onKeep: () => void; onDelete: (photo: QueuePhoto) => void };

/** The question before a photo is deleted from the studio; nothing while `photo` is null. */
export function DeleteDialog({ photo, onKeep, onDelete }: Props) {
  if (!photo) return null;
  return (
    <ConfirmDialog
      title={`Delete ${photo.name}?`}
      confirmLabel="Delete"
      onConfirm={() => onDelete(photo)}
      onClose={onKeep}
    >
      <p>
        The photo and its output are deleted from the studio now, and the download link stops working. This cannot be
        undone.
      </p>
    </ConfirmDialog>
  );
}
