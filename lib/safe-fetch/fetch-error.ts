export type FetchFault =
  /** The URL itself: syntax, scheme, port, user name or password. Known without connecting. */
  | "invalid"
  /** It leads into the private network of this machine. */
  | "blocked"
  /** No connection, a refusal, too many redirects, a status other than 2xx, a content encoding, or a timeout. */
  | "unreachable"
  | "too_large";

/** Why a fetch failed. Log it or map it: the message may contain private addresses and must never be sent to a caller. */
export class FetchError extends Error {
  constructor(
    readonly fault: FetchFault,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "FetchError";
  }
}
