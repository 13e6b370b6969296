import type { KeywordText } from "../../photo-metadata/photo-metadata";
import type { Resolution } from "../../photo-metadata/resolution";

/** An encoded picture without metadata: its first bytes, its size in bytes and in pixels. */
export type Encoded = { head: Buffer; bytes: number; width: number; height: number };

/** An encoded picture on disk, for formats whose index is not at the start. */
export type EncodedFile = Encoded & { path: string };

/** The finished file is `before`, then the encoded bytes from `skip` on, then `after`. */
export type Wrapping = { before: Buffer; skip: number; after: Buffer };

/** Metadata to put into an output; null or absent for none. `exif` starts with its byte order mark. */
export type OutputMetadata = {
  icc: Buffer | null;
  exif: Buffer | null;
  xmp: Buffer | null;
  /** IPTC-IIM datasets, for formats that have a place for them. */
  iptc?: Buffer;
  resolution?: Resolution;
  comment?: string;
  /** For PNG. */
  keywordTexts?: readonly KeywordText[];
};
