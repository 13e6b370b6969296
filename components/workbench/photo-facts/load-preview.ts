import { fetchFile } from "@/lib/client/api-client";
import { headers } from "@/lib/contract/headers";

/** `pages`: in the whole file. */
export type LoadedPreview = { picture: Blob; pages: number };

/** Previews that are there, by page, as long as somebody holds the file: list, stage and inspection show the same one. */
const made = new WeakMap<Blob, Map<number, LoadedPreview>>();
/** The studio decodes a few photos at a time for everybody; one page takes one of those places. */
let last: Promise<unknown> = Promise.resolve();

/**
 * A small upright JPEG of a photo that the browser cannot show, or of one of its pages, made by the studio, at most 1600 pixels
 * long. Once for each file and page; calls wait in line.
 * @throws {ApiProblem} sign_in_required, rate_limited, over_capacity, page_not_found, the image_* codes; the signal's reason when
 *   it aborts
 */
export function loadPreview(file: Blob, page: number, signal: AbortSignal): Promise<LoadedPreview> {
  const loaded = last.then(async () => {
    const known = made.get(file)?.get(page);
    if (known) return known;
    signal.throwIfAborted();
    const path = `/api/workbench/preview${page > 1 ? `?page=${page}` : ""}`;
    const { blob, headers: answered } = await fetchFile(path, { method: "POST", body: file, signal });
    const preview = { picture: blob, pages: Math.max(1, Number(answered.get(headers.photoPages) ?? 1)) };
    made.set(file, (made.get(file) ?? new Map()).set(page, preview));
    return preview;
  });
  last = loaded.catch(() => {});
  return loaded;
}
