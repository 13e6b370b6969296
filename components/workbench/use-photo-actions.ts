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

/** What a person does with photos of the queue. Each says in a toast when it could not be done. */
export function usePhotoActions({ dispatch, send, remove }: ReturnType<typeof usePhotoQueue>) {
  const queryClient = useQueryClient();
  const [deleting, setDeleting] = useState<QueuePhoto | null>(null);

  /** Takes files in; answers the ref of the first one. */
  const add = (files: File[]): string | null => {
    const refused = files.map(checkFile).filter((reason) => reason !== null);
    for (const reason of refused.slice(0, 3)) toast.error(reason);
    if (refused.length > 3) toast.error(`${refused.length - 3} more files were left out.`);
    const fresh = files
      .filter((file) => checkFile(file) === null)
      .map((file) => createLocalPhoto(createRef(), file, URL.createObjectURL(file)));
    dispatch({ type: "add", photos: fresh });
    return fresh[0]?.ref ?? null;
  };

  /** Sends a failed photo again, with what is chosen now. */
  const retry = async (photo: QueuePhoto, order: Order) => {
    const pastJobId = photo.job?.id ?? null;
    const file = await readOriginal(photo);
    if (!file) return void toast.error("The original is no longer here. Add the photo again.");
    if (photo.local) dispatch({ type: "again", ref: photo.ref, pastJobId });
    else
      dispatch({
        type: "add",
        photos: [{ ...createLocalPhoto(photo.ref, file, URL.createObjectURL(file)), pastJobId }],
      });
    send([{ ref: photo.ref, file }], order);
  };

  /** A fresh copy of a finished photo, ready to be colored with other options; answers its ref. */
  const copy = async (photo: QueuePhoto): Promise<string | null> => {
    const file = await readOriginal(photo);
    if (file) return add([file]);
    toast.error("The original is no longer here. Add the photo again.");
    return null;
  };

  const takeOut = async (photo: QueuePhoto) => {
    setDeleting(null);
    try {
      if (photo.job) await fetchNothing(`/api/console/jobs/${photo.job.id}`, { method: "DELETE" });
      if (photo.local) remove(photo.local);
      await queryClient.invalidateQueries({ queryKey: queryKeys.jobs });
    } catch (error) {
      toast.error(describeProblem(error).detail);
    }
  };

  /** What the server keeps is deleted only after a question; a photo that never left this page goes at once. */
  const requestRemove = (photo: QueuePhoto) => {
    if (photo.state === "running") return void toast("This photo is at work. It can be deleted when it is done.");
    if (photo.job) setDeleting(photo);
    else void takeOut(photo);
  };

  /** Saves the output, as a click on its download link would; nothing while there is none. */
  const download = ({ name, afterUrl }: QueuePhoto) => {
    if (!afterUrl) return;
    const link = document.createElement("a");
    link.href = afterUrl;
    link.download = nameDownload(name, afterUrl);
    link.click();
  };

  return { download, add, retry, copy, requestRemove, takeOut, deleting, keep: () => setDeleting(null) };
}
