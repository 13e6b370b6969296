import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { useDeleteJob } from "./use-jobs";

/** The button to delete a job, and the question before it happens. */
export function DeleteJobDialog({ id, onDeleted }: { id: string; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false);
  const remove = useDeleteJob();
  const confirm = async () => {
    await remove.mutateAsync(id);
    onDeleted();
  };
  return (
    <>
      <Button variant="outline" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden />
        Delete
      </Button>
      {asking ? (
        <ConfirmDialog
          title="Delete this photo and its output?"
          confirmLabel="Delete"
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        >
          <p>
            Both files are deleted now, links to them stop working, and the job leaves your list. Your credits do not
            change. This cannot be undone.
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
