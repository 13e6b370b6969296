import { type Edits, isPlain, writeCrop } from "@/lib/contract/photos/edits";

/** The edits of an order, without its other options. */
export const pickEdits = ({ page, rotate, crop, invert }: Edits): Edits => ({ page, rotate, crop, invert });

/** Names what edits make of a file; empty where they change nothing. */
export const editsKey = (edits: Edits): string =>
  isPlain(edits) ? "" : [edits.page, edits.rotate, edits.crop && writeCrop(edits.crop), edits.invert].join(" ");

/** Names the picture that edits make of a file with this SHA-256: pages and parts of one file are pictures of their own. */
export const pictureKey = (sha256: string, edits: Edits): string => sha256 + editsKey(edits);
