import { useEffect, useRef } from "react";
import type { QueuePhoto } from "./queue/queue-photo";
import type { QueueActions } from "./queue/store/queue-actions";

type Named = {
  ref: string;
  /** The version to show; null where the job has no result, or that is shown anyway. */
  version: string | null;
};

/** The photo that a job belongs to; null while the list has none. */
export function findNamed(photos: readonly QueuePhoto[], jobId: string): Named | null {
  const photo = photos.find(({ jobs }) => jobs.some((job) => job.jobId === jobId));
  if (!photo) return null;
  const isChoice = photo.chosen?.jobId !== jobId && photo.versions.some((version) => version.jobId === jobId);
  return { ref: photo.ref, version: isChoice ? jobId : null };
}

/** Opens the photo that the page's address names as soon as it is listed, once: what is opened after that stays open. */
export function useNamedPhoto(
  jobId: string | null,
  photos: readonly QueuePhoto[],
  { open, chooseVersion }: Pick<QueueActions, "open" | "chooseVersion">,
): void {
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (jobId === null || opened.current === jobId) return;
    const named = findNamed(photos, jobId);
    if (!named) return;
    opened.current = jobId;
    open(named.ref);
    if (named.version) chooseVersion(named.ref, named.version);
  }, [jobId, photos, open, chooseVersion]);
}
