/** The `image` part as it came in, on disk and not looked at yet. `sha256` is of the bytes, in hex. */
export type ReceivedImage =
  | { kind: "file"; path: string; bytes: number; sha256: string /** Without folders. */; name: string | null }
  | { kind: "text"; path: string; bytes: number };
