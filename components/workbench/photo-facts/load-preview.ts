import { fetchBlob } from "@/lib/client/api-client";
import { photoFormatFacts } from "@/lib/contract/photos/photo-formats";

/** Previews that are there, as long as somebody holds the file: list, stage and inspection show the same one. */
const made = new WeakMap<Blob, Blob>();
/** The studio decodes a few photos at a time for everybody; one page takes one of those places. */
let last: Promise<unknown> = Promise.resolve();

/**
 * A small upright JPEG of a photo that the browser cannot show (such as TIFF or HEIC), made by the studio, at most 1600 pixels
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

/** Formats that some browsers do not show. Files without a type are known by their endings. */
const hidden = (["tiff", "heic", "avif", "jxl", "jp2", "pdf", "raw"] as const).map(
  (format) => photoFormatFacts[format],
);
const hiddenTypes = new Set(["image/heif", ...hidden.map(({ mediaType }) => mediaType)]);
const hiddenEndings = new Set(hidden.flatMap(({ endings }) => endings));

export const mayNeedPreview = ({ name, type }: Pick<File, "name" | "type">): boolean =>
  hiddenTypes.has(type) || hiddenEndings.has(/\.\w+$/.exec(name)?.[0].toLowerCase() ?? "");
