import { mayNeedPreview } from "../intake/photo-types";
import type { LocalPhoto } from "../queue/local-photo";

/**
 * What shows a photo's page: its `file`; the file `or_preview`, where the browser does not show the format; the studio's `preview`
 * of another page than the first; or that of the first page, a `still` of a file that would play.
 */
export type PageSource = "file" | "or_preview" | "preview" | "still";

/** A guest gets no preview: an animation plays until there is one. */
export function findPageSource({ file, order, pages }: Pick<LocalPhoto, "file" | "order" | "pages">): PageSource {
  if (order.page > 1) return "preview";
  if (file && mayNeedPreview(file)) return "or_preview";
  return (pages ?? 1) > 1 ? "still" : "file";
}
