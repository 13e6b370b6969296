/** A picture that the encoder has written without metadata: its first bytes, and how large it is. */
export type Encoded = { head: Buffer; bytes: number; width: number; height: number };

/** The finished file: `before`, the encoded bytes from `skip` on, `after`. */
export type Wrapping = { before: Buffer; skip: number; after: Buffer };
