import { useMemo } from "react";
import { toast } from "sonner";
import type { Edits } from "@/lib/contract/photos/edits";
import { linkToSave, nameDownload } from "@/lib/format/format-files";
import { formatCount } from "@/lib/format/format-numbers";
import { turnQuarter } from "./prepare/geometry/turns";
import { refOfJob } from "./queue/load-jobs";
import { readAttempt } from "./queue/local-photo";
import { type QueuePhoto, readOriginal } from "./queue/queue-photo";
import { queueServer } from "./queue/send/queue-server";
import { describeProblem } from "./queue/send-photo";
import { undoMs } from "./queue/store/queue-actions";
import { useQueueActions } from "./queue/use-queue";

const noOriginal = "The original is no longer available. Add the photo again.";
/** More sentences than this at once are a number. */
const maxSentences = 3;

/** What a user does with photos of the list, wherever they are known from. What fails, or can be undone, is said in a toast. */
export function usePhotoActions() {
  const actions = useQueueActions();
  return useMemo(() => {
    /** Adds files; the refs are those of the photos that were taken. */
    const add = (files: File[], options?: { sample?: string }): string[] => {
      const { refs, refused } = actions.add(files, options);
      for (const reason of refused.slice(0, maxSentences)) toast.error(reason);
      if (refused.length > maxSentences) toast.error(`${refused.length - maxSentences} more files were skipped.`);
      return refs;
    };

    /** Makes sure that the browser has the photo's bytes, from the studio if need be. False when nobody has them. */
    const bringBack = async (photo: QueuePhoto): Promise<boolean> => {
      if (photo.local?.file) return true;
      const file = await readOriginal(photo);
      if (!file) return false;
      const attempts = photo.jobs.map(({ clientRef }) => (clientRef === null ? 0 : readAttempt(clientRef).attempt));
      const attempt = Math.max(photo.local?.attempt ?? 0, photo.jobs.length, ...attempts);
      const { ref, order, versions } = photo;
      actions.adopt({ ref, file, order, attempt, outputUrl: versions[0]?.outputUrl ?? null });
      return true;
    };
    const bringAllBack = async (photos: QueuePhoto[]): Promise<string[]> => {
      const refs: string[] = [];
      for (const photo of photos) if (await bringBack(photo)) refs.push(photo.ref);
      if (refs.length < photos.length) toast.error(noOriginal);
      return refs;
    };

    /** Sends photos that failed again, with their own options. */
    const retry = async (photos: QueuePhoto[]) => actions.retry(await bringAllBack(photos));

    /** Makes a photo that is done ready for another attempt, with its own options. False when nobody has its bytes. */
    const again = async (photo: QueuePhoto): Promise<boolean> => {
      const isHere = photo.local?.file !== null && photo.local !== null;
      const [ref] = await bringAllBack([photo]);
      if (ref !== undefined && isHere) actions.again(ref);
      return ref !== undefined;
    };

    /** Takes photos off the list, with a toast to undo it. Results stay in the library. */
    const remove = (photos: QueuePhoto[]) => offerUndo(sayOf(photos, "removed"), actions.remove(refsOf(photos)));

    /**
     * Also deletes the photos, their results and their links from the studio, once they cannot be had back. Those that have no
     * job now are only taken off the list.
     */
    const deletePhotos = (photos: QueuePhoto[]) => {
      const jobIds = photos.flatMap(({ job, jobs }) => (job === null ? [] : jobs.map(({ jobId }) => jobId)));
      offerUndo(sayOf(photos, "deleted"), actions.deleteJobs(refsOf(photos), jobIds));
    };

    /** Stops what is on its way, also where another browser sent it. Undo sends what this browser has once more. */
    const stop = (photos: QueuePhoto[]) => {
      const refs = photos.map(({ ref }) => ref);
      actions.stop(refs);
      offerUndo(sayOf(photos, "stopped"), () => actions.send(refs));
      const elsewhere = photos.flatMap(({ local, state, job }) =>
        !local && state === "running" && job ? [job.jobId] : [],
      );
      for (const jobId of elsewhere)
        queueServer.cancel(jobId).catch((error: unknown) => toast.error(describeProblem(error).detail));
    };

    const edit = (photos: QueuePhoto[], change: (edits: Edits) => Edits) =>
      actions.edit(
        photos.map(({ ref }) => ref),
        change,
      );
    const turn = (photos: QueuePhoto[]) => edit(photos, (edits) => turnQuarter(edits, true));
    const invert = (photos: QueuePhoto[]) => edit(photos, (edits) => ({ ...edits, invert: !edits.invert }));

    return { add, retry, again, stop, remove, deletePhotos, download, turn, invert };
  }, [actions]);
}

/** Of a photo and of everything that would show as it once the photo itself is gone. */
const refsOf = (photos: QueuePhoto[]): string[] => [
  ...new Set(photos.flatMap(({ ref, jobs }) => [ref, ...jobs.map(refOfJob)])),
];

const sayOf = ([first, ...others]: QueuePhoto[], done: string) =>
  others.length === 0
    ? `${first?.name ?? "Nothing"} was ${done}.`
    : `${formatCount(others.length + 1, "photo")} were ${done}.`;

function offerUndo(text: string, undo: () => void): void {
  toast(text, { duration: undoMs, action: { label: "Undo", onClick: undo } });
}

/** Saves the output with its adjustments, as a click on its download link would; nothing while there is none. */
function download({ name, downloadUrl, chosen }: Pick<QueuePhoto, "name" | "downloadUrl" | "chosen">): void {
  if (!downloadUrl) return;
  const link = document.createElement("a");
  link.download = nameDownload(name, downloadUrl);
  link.href = chosen?.job.recipe ? `/api/console/jobs/${chosen.jobId}/picture` : linkToSave(downloadUrl, link.download);
  link.click();
}
