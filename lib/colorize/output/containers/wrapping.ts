/** An encoded picture without metadata: its first bytes, its size in bytes and in pixels. */
export type Encoded = { head: Buffer; bytes: number; width: number; height: number };

/** The finished file is `before`, then the encoded bytes from `skip` on, then `after`. */
export type Wrapping = { before: Buffer; skip: number; after: Buffer };

/** Metadata to put into an output; null for none. `exif` starts with its byte order mark. */
export type OutputMetadata = { icc: Buffer | null; exif: Buffer | null; xmp: Buffer | null };
