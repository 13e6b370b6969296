import { useEffect, useReducer, useState } from "react";
import type { Edits } from "@/lib/contract/photos/edits";
import { editsKey, pickEdits } from "@/lib/contract/photos/edits";
import type { QueuePhoto } from "../queue/queue-photo";
import { createEditedShelf } from "./edited-shelf";
import { loadPreview } from "./load-preview";
import { makeCopy } from "./make-copy";
import { findPageSource } from "./page-source";
import { createPreviewShelf } from "./preview-shelf";

/**
 * `pageUrl`: the photo, or its page, without its turn, crop and inversion; null while there is no picture. `previewNote`: why there
 * is no picture of a photo that this page holds; null where there is one.
 */
export type Previewed<Photo extends QueuePhoto> = Photo & { pageUrl?: string | null; previewNote?: string | null };

const makeUrls = {
  createUrl: (picture: Blob) => URL.createObjectURL(picture),
  revokeUrl: (url: string) => URL.revokeObjectURL(url),
};

/**
 * The photos, with the studio's small copy as the picture of those that the browser cannot show (TIFF, HEIC in most, later pages)
 * or would play, and with turn, crop and inversion applied. List, stage and inspection share one copy of each.
 */
export function usePreviews<Photo extends QueuePhoto>(photos: Photo[], signedIn: boolean): Previewed<Photo>[] {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [pageOf] = useState(() => new WeakMap<File, number>());
  const [pages] = useState(() =>
    createPreviewShelf({
      isShown,
      loadPreview: async (file, signal) => (await loadPreview(file, pageOf.get(file) ?? 1, signal)).picture,
      ...makeUrls,
      onChange: redraw,
    }),
  );
  const [edited] = useState(() => createEditedShelf({ makePicture: makeCopy, ...makeUrls, onChange: redraw }));
  useEffect(() => {
    const held = photos.flatMap(({ local }) =>
      local?.file && local.previewUrl ? [{ ...local, file: local.file, localUrl: local.previewUrl }] : [],
    );
    const unshown = held.filter((photo) => findPageSource(photo) !== "file");
    for (const { file, order } of unshown) pageOf.set(file, order.page);
    // Where the file's own address shows another page, or all of them, it is no picture of the photo.
    pages.hold(
      unshown.map((photo) => ({
        file: photo.file,
        localUrl: findPageSource(photo) === "or_preview" ? photo.localUrl : "",
      })),
      signedIn,
    );
    // The page comes first: of one that has no picture there is no edited one either.
    const ready = held.filter(
      (photo) => isEdited(photo.order) && (isReadable(photo) || pages.read(photo.file).url !== null),
    );
    edited.hold(ready.map(({ ref, file, order }) => ({ ref, file, edits: pickEdits(order) })));
  });
  useEffect(
    () => () => {
      pages.hold([], false);
      edited.hold([]);
    },
    [pages, edited],
  );
  return photos.map((photo) => {
    const { local, thumbUrl, beforeUrl } = photo;
    const file = local?.file;
    if (!local || !file) return photo;
    const preview = findPageSource(local) === "file" ? null : pages.read(file).url;
    const page = isReadable(local) ? { url: preview ?? local.previewUrl, note: null } : pages.read(file);
    const url = isEdited(local.order) ? edited.read(local.ref) : page.url;
    const note = page.note ?? (url === null ? "Making a preview" : null);
    const replace = (shown: string | null) => (shown === local.previewUrl ? url : shown);
    return {
      ...photo,
      pageUrl: page.url,
      thumbUrl: replace(thumbUrl),
      beforeUrl: replace(beforeUrl),
      previewNote: note,
    };
  });
}

/** Whether the browser reads the page by itself. */
const isReadable = (photo: Parameters<typeof findPageSource>[0]) => ["file", "still"].includes(findPageSource(photo));
/** Beyond the choice of a page. */
const isEdited = (order: Edits) => editsKey({ ...pickEdits(order), page: 1 }) !== "";

async function isShown(url: string): Promise<boolean> {
  if (url === "") return false;
  const picture = new Image();
  picture.src = url;
  return picture.decode().then(
    () => true,
    () => false,
  );
}
