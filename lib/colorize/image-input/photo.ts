import type { PhotoFormat } from "../../contract/limits";

/** The `image` part as it came in, on disk and not looked at yet. `sha256` is of the bytes, in hex. */
export type ReceivedImage =
  | { kind: "file"; path: string; bytes: number; sha256: string /** Without folders. */; name: string | null }
  | { kind: "text"; path: string; bytes: number };

/** A photo that was received and checked: it lies on local disk, decodes, and is within the limits. */
export type Photo = {
  path: string;
  bytes: number;
  sha256: string;
  format: PhotoFormat;
  /** A WebP of it that browsers can show, made while checking; null where the photo itself can be shown or read by sharp. */
  previewPath: string | null;
  /** In pixels, after EXIF orientation. */
  width: number;
  height: number;
  /** File name as the caller gave it, without folders; null for text input. */
  name: string | null;
};
