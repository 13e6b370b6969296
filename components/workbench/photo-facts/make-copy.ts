import { previewSide } from "@/lib/contract/limits";
import type { Edits } from "@/lib/contract/photos/edits";
import { mayNeedPreview } from "../intake/photo-types";
import { drawEdited } from "../prepare/draw-edited";
import { isBilevel, readPatches } from "./is-bilevel";
import { loadPreview } from "./load-preview";

/**
 * A small upright copy of a photo with its edits, large enough to find a scratch or a face in it. Where the browser cannot read
 * the format or the page it is made of the studio's preview.
 * @throws where neither can read it; the signal's reason when it aborts
 */
export async function makeCopy(file: File, edits: Edits, signal: AbortSignal): Promise<Blob> {
  const page = await readPage(file, edits.page, signal);
  try {
    // A reduced halftone is gray: pure black and white must stay to be seen.
    return await drawEdited(page, edits, { maxSide: previewSide, smooth: !isBilevel(readPatches(page)) });
  } finally {
    page.close();
  }
}

async function readPage(file: File, page: number, signal: AbortSignal): Promise<ImageBitmap> {
  const readable = page > 1 ? null : await createImageBitmap(file).catch(() => null);
  if (readable) return readable;
  if (page === 1 && !mayNeedPreview(file)) throw new Error(`${file.name} cannot be decoded by this browser.`);
  return createImageBitmap((await loadPreview(file, page, signal)).picture);
}
