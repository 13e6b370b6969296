import { fetchBlob } from "@/lib/client/api-client";

/** Previews that are there, as long as somebody holds the file: list, stage and inspection show the same one. */
const made = new WeakMap<Blob, Blob>();
/** The studio decodes a few photos at a time for everybody; one page takes one of those places. */
let last: Promise<unknown> = Promise.resolve();

/**
 * A small upright JPEG of a photo that the browser cannot show (TIFF, HEIC in most), made by the studio, at most 1600 pixels
 * long. Once for each file; calls wait in line.
 * @throws {ApiProblem} sign_in_required, rate_limited, over_capacity, the image_* codes; the signal's reason when it aborts
 */
export function loadPreview(file: Blob, signal: AbortSignal): Promise<Blob> {
  const loaded = last.then(async () => {
    const known = made.get(file);
    if (known) return known;
    signal.throwIfAborted();
    const preview = await fetchBlob("/api/workbench/preview", { method: "POST", body: file, signal });
    made.set(file, preview);
    return preview;
  });
  last = loaded.catch(() => {});
  return loaded;
}

/** Formats that some browsers do not show: TIFF, HEIC and, in old ones, AVIF. Files without a type are known by their endings. */
export const mayNeedPreview = ({ name, type }: Pick<File, "name" | "type">): boolean =>
  /^image\/(tiff|heic|heif|avif)$/.test(type) || /\.(tiff?|hei[cf]|avif)$/i.test(name);
