import { useEffect, useRef } from "react";
import { mayHavePages } from "../intake/photo-types";
import type { LocalPhoto } from "../queue/local-photo";
import { noteFound, useQueueState } from "../queue/use-queue";
import { loadPreview } from "./load-preview";

/** Finds how many pages or frames the files have that are ready. A file that cannot be counted counts as one page. */
export function usePages(signedIn: boolean): void {
  const { photos } = useQueueState();
  const asked = useRef(new WeakSet<File>());
  useEffect(() => {
    if (!signedIn) return;
    for (const photo of photos) if (isUncounted(photo)) void countPages(photo, asked.current);
  }, [photos, signedIn]);
}

const isUncounted = ({ phase, pages, file, order }: LocalPhoto) =>
  phase === "ready" && pages === null && order.page === 1 && file !== null && mayHavePages(file);

async function countPages({ ref, file }: LocalPhoto, asked: WeakSet<File>): Promise<void> {
  if (!file || asked.has(file) || !(await isSeveral(file))) return;
  asked.add(file);
  const preview = await loadPreview(file, 1, new AbortController().signal).catch(() => null);
  if (preview) noteFound(ref, { pages: preview.pages });
}

/** Whether a WebP has frames stands in its head; the other formats are counted by the studio. */
async function isSeveral(file: File): Promise<boolean> {
  const head = new Uint8Array(
    await file
      .slice(0, 21)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0)),
  );
  const text = String.fromCharCode(...head.subarray(8, 16));
  return !text.startsWith("WEBP") || (text === "WEBPVP8X" && ((head[20] ?? 0) & 2) !== 0);
}
