import path from "node:path";
import type { PhotoFormat } from "../../contract/limits";
import type { Edits } from "../../contract/photos/edits";
import type { Holder } from "../../rate-limit/slots";
import { inspectHeic } from "../image-input/heic/inspect-heic";
import { inspectImage } from "../image-input/inspect-image";
import type { Photo } from "../image-input/photo";

type Received = {
  path: string;
  format: PhotoFormat;
  /** Where the work picture goes if one is needed. */
  spoolDir: string;
  edits: Edits;
  signal: AbortSignal;
  /** Whose turn the decode takes. */
  holder?: Holder;
};

/**
 * Checks a received photo and makes its work picture.
 * @throws {AppError} one of the image_* codes, page_not_found; the signal's reason when it aborts
 */
export async function preparePhoto({
  path: file,
  format,
  spoolDir,
  signal,
  holder,
}: Received): Promise<Pick<Photo, "workPath" | "width" | "height" | "pages" | "notes">> {
  if (format === "heic") {
    const workPath = path.join(spoolDir, "work");
    const size = await inspectHeic(file, { previewPath: workPath, signal, holder });
    return { workPath, ...size, pages: 1, notes: [] };
  }
  const { width, height } = await inspectImage(file, format, { signal, holder });
  return { workPath: file, width, height, pages: 1, notes: [] };
}
