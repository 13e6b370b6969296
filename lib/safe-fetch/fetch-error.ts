export type FetchFault =
  /** The URL itself: syntax, scheme, port, user name or password. Known without connecting. */
  | "invalid"
  /** It leads into the private network of this machine. */
  | "blocked"
  /** No connection, a refusal, too many redirects, a status other than 2xx, an unknown content encoding, or a timeout. */
  | "unreachable"
  | "too_large";

/** What a server on the public internet did. It says nothing about private networks, so callers may be told. */
export type PublicFault =
  | { kind: "status"; status: number }
  | { kind: "too_many_redirects" | "redirect_loop" | "cut_off" | "too_slow" | "tls" }
  | { kind: "encoding"; name: string };

/** Why a fetch failed. Log it or map it: the message may contain private addresses and must never be sent to a caller. */
export class FetchError extends Error {
  /** Only where every server that was asked is public. */
  readonly publicFault: PublicFault | undefined;

  constructor(
    readonly fault: FetchFault,
    message: string,
    { cause, publicFault }: { cause?: unknown; publicFault?: PublicFault } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "FetchError";
    this.publicFault = publicFault;
  }
}
