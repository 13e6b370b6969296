import { useEffect, useState } from "react";
import type { Edits } from "@/lib/contract/photos/edits";
import { editsKey } from "@/lib/contract/photos/edits";
import type { QueuePhoto } from "./queue/queue-photo";
import type { QueueActions } from "./queue/store/queue-actions";
import { useQueueState } from "./queue/use-queue";
import type { usePhotoActions } from "./use-photo-actions";

/** `doneWith`: the edits of a photo that already had a result; null for one that had none. */
type Preparing = { ref: string; doneWith: string | null };

/**
 * Which photo is turned and cropped in place of the stage. One that is done becomes ready for another attempt; when nothing was
 * changed, its result shows again.
 */
export function usePreparation(queue: QueueActions, { again }: Pick<ReturnType<typeof usePhotoActions>, "again">) {
  const { photos } = useQueueState();
  const [current, setCurrent] = useState<Preparing | null>(null);
  const photo = photos.find(({ ref }) => ref === current?.ref);
  const isOver = current !== null && photo?.phase !== "ready" && photo?.phase !== "failed";
  useEffect(() => {
    if (isOver) setCurrent(null);
  }, [isOver]);

  const prepare = async (open: QueuePhoto): Promise<void> => {
    const { ref, state, local, order, job } = open;
    if (state === "done") {
      // The version that shows may have had other edits than the last attempt.
      const shown = job?.order ?? order;
      if (!(await again(open))) return;
      queue.edit([ref], () => shown);
      setCurrent({ ref, doneWith: editsKey(shown) });
    } else if ((state === "ready" || state === "failed") && local?.file) setCurrent({ ref, doneWith: null });
  };
  return {
    preparing: isOver ? null : (current?.ref ?? null),
    prepare: (open: QueuePhoto) => void prepare(open),
    closePreparation: () => {
      setCurrent(null);
      if (current && photo && current.doneWith === editsKey(photo.order)) queue.stop([current.ref]);
    },
    edit: (ref: string, edits: Edits) => queue.edit([ref], () => edits),
  };
}
