import { previewSide } from "../../contract/limits";
import type { Edits } from "../../contract/photos/edits";
import type { Holder } from "../../rate-limit/slots";
import { shrinkPicture } from "../photo-file/shrink-picture";
import { takeTurn } from "./inspect-image";
import { readPhoto } from "./read-photo";

type Received = { path: string; bytes: number; sha256: string };
type Options = { spoolDir: string; edits: Edits; signal: AbortSignal; holder: Holder };

/**
 * A small upright JPEG, in sRGB, of a photo in any accepted format as its edits leave it, checked like one that is sent, and how many
 * pages the file has. Transparent parts become white.
 * @throws {AppError} one of the image_* codes, page_not_found; the signal's reason when it aborts
 */
export async function writePreview(
  received: Received,
  { spoolDir, edits, signal, holder }: Options,
): Promise<{ jpeg: Buffer; pages: number }> {
  const image = { kind: "file" as const, ...received, name: null };
  const { workPath, pages, format } = await readPhoto(image, {
    spoolDir,
    fetchImage: fetchNothing,
    edits,
    signal,
    holder,
  });
  const jpeg = await takeTurn({ path: workPath, format }, { signal, holder }, () =>
    shrinkPicture(workPath, previewSide).flatten({ background: "white" }).jpeg({ quality: 82 }).toBuffer(),
  );
  return { jpeg, pages };
}

/** A file names no address. */
const fetchNothing = async () => {
  throw new Error("A received file is never fetched.");
};
