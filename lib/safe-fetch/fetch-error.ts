export type FetchFault =
  /** The address itself: syntax, scheme, port, userinfo. Known without connecting. */
  | "invalid"
  /** It leads to where only this machine or its network can reach. */
  | "blocked"
  /** No connection, a refusal, too many redirects, not 2xx, an encoding we did not ask for, or too slow. */
  | "unreachable"
  | "too_large";

/** Why a fetch failed. For logs and for mapping: the message can name inner addresses, so it is never told to a caller. */
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
