import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { fetchNothing } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-client";
import type { Order } from "@/lib/contract/order";
import { nameDownload } from "@/lib/format/format-files";
import { checkFile } from "./intake/check-file";
import { createLocalPhoto, createRef } from "./queue/local-photo";
import type { QueuePhoto } from "./queue/queue-photo";
import { readOriginal } from "./queue/queue-photo";
import { describeProblem } from "./queue/send-photo";
import type { usePhotoQueue } from "./queue/use-photo-queue";

/** What a user does with photos of the queue. Each action shows a toast when it fails. */
export function usePhotoActions({ dispatch, send, remove }: ReturnType<typeof usePhotoQueue>) {
  const queryClient = useQueryClient();
  const [deleting, setDeleting] = useState<QueuePhoto | null>(null);

  /** Adds files; returns the ref of the first one. */
  const add = (files: File[]): string | null => {
    const refused = files.map(checkFile).filter((reason) => reason !== null);
    for (const reason of refused.slice(0, 3)) toast.error(reason);
    if (refused.length > 3) toast.error(`${refused.length - 3} more files were skipped.`);
    const fresh = files
      .filter((file) => checkFile(file) === null)
      .map((file) => createLocalPhoto(createRef(), file, URL.createObjectURL(file)));
    dispatch({ type: "add", photos: fresh });
    return fresh[0]?.ref ?? null;
  };

  /** Sends a failed photo again, with the current options. */
  const retry = async (photo: QueuePhoto, order: Order) => {
    const pastJobId = photo.job?.jobId ?? null;
    const file = await readOriginal(photo);
    if (!file) return void toast.error("The original is no longer available. Add the photo again.");
    if (photo.local) dispatch({ type: "again", ref: photo.ref, pastJobId });
    else
      dispatch({
        type: "add",
        photos: [{ ...createLocalPhoto(photo.ref, file, URL.createObjectURL(file)), pastJobId }],
      });
    send([{ ref: photo.ref, file }], order);
  };

  /** Adds a finished photo again, to colorize it with other options; returns the ref of the new one. */
  const copy = async (photo: QueuePhoto): Promise<string | null> => {
    const file = await readOriginal(photo);
    if (file) return add([file]);
    toast.error("The original is no longer available. Add the photo again.");
    return null;
  };

  const deletePhoto = async (photo: QueuePhoto) => {
    setDeleting(null);
    try {
      if (photo.job) await fetchNothing(`/api/console/jobs/${photo.job.jobId}`, { method: "DELETE" });
      if (photo.local) remove(photo.local);
      await queryClient.invalidateQueries({ queryKey: queryKeys.jobs });
    } catch (error) {
      toast.error(describeProblem(error).detail);
    }
  };

  /** Asks before a photo on the server is deleted; a photo that never left this page is removed at once. */
  const requestRemove = (photo: QueuePhoto) => {
    if (photo.state === "running")
      return void toast("This photo is still in progress. You can delete it when it is done.");
    if (photo.job) setDeleting(photo);
    else void deletePhoto(photo);
  };

  /** Saves the output, as a click on its download link would; nothing while there is none. */
  const download = ({ name, afterUrl }: QueuePhoto) => {
    if (!afterUrl) return;
    const link = document.createElement("a");
    link.href = afterUrl;
    link.download = nameDownload(name, afterUrl);
    link.click();
  };

  return { download, add, retry, copy, requestRemove, deletePhoto, deleting, keep: () => setDeleting(null) };
}
