import type { PhotoFormat } from "../../contract/limits";
import type { PhotoNote } from "../../contract/photos/photo-notes";

/** The `image` part as it was received, on disk and not yet checked. `sha256` is of its bytes, in hex. */
export type ReceivedImage =
  | { kind: "file"; path: string; bytes: number; sha256: string /** Without folders. */; name: string | null }
  | { kind: "text"; path: string; bytes: number };

/** A checked photo: it is on local disk, decodes, and is within the limits. */
export type Photo = {
  path: string;
  bytes: number;
  sha256: string;
  format: PhotoFormat;
  /**
   * The work picture, which everything that looks at pixels opens: the chosen page, upright, edited, in gray or RGB with 8 or 16
   * bits and its profile. Where nothing had to be done it is the received file itself.
   */
  workPath: string;
  /** Pages or frames in the received file. */
  pages: number;
  notes: readonly PhotoNote[];
  /** Of the work picture in pixels, upright. */
  width: number;
  height: number;
  /** The caller's file name without folders; null for text input. */
  name: string | null;
};
