import type { PhotoFormat } from "../../contract/limits";

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
  /** A WebP preview for browsers, created while checking HEIC; null for other formats. */
  previewPath: string | null;
  /** In pixels, after EXIF orientation. */
  width: number;
  height: number;
  /** The caller's file name without folders; null for text input. */
  name: string | null;
};
