import { useEffect, useReducer, useState } from "react";
import type { QueuePhoto } from "../queue/queue-photo";
import { loadPreview, mayNeedPreview } from "./load-preview";
import { createPreviewShelf } from "./preview-shelf";

/** `previewNote`: why there is no picture of a photo that this page holds; null where there is one. */
export type Previewed<Photo extends QueuePhoto> = Photo & { previewNote?: string | null };

/**
 * The photos, with the studio's small copy as the picture of those that the browser cannot show (TIFF, HEIC in most). List, stage
 * and inspection share one copy of each.
 */
export function usePreviews<Photo extends QueuePhoto>(photos: Photo[], signedIn: boolean): Previewed<Photo>[] {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [shelf] = useState(() =>
    createPreviewShelf({
      isShown,
      loadPreview,
      createUrl: (preview) => URL.createObjectURL(preview),
      revokeUrl: (url) => URL.revokeObjectURL(url),
      onChange: redraw,
    }),
  );
  useEffect(() => {
    const files = photos.flatMap(({ local }) =>
      local?.file && local.previewUrl && mayNeedPreview(local.file)
        ? [{ file: local.file, localUrl: local.previewUrl }]
        : [],
    );
    shelf.hold(files, signedIn);
  });
  useEffect(() => () => shelf.hold([], false), [shelf]);
  return photos.map((photo) => {
    const { local, thumbUrl, beforeUrl } = photo;
    if (!local?.file || !mayNeedPreview(local.file)) return photo;
    const { url, note } = shelf.read(local.file);
    const replace = (shown: string | null) => (shown === local.previewUrl ? url : shown);
    return { ...photo, thumbUrl: replace(thumbUrl), beforeUrl: replace(beforeUrl), previewNote: note };
  });
}

async function isShown(url: string): Promise<boolean> {
  const picture = new Image();
  picture.src = url;
  return picture.decode().then(
    () => true,
    () => false,
  );
}
