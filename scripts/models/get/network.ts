import { setTimeout as wait } from "node:timers/promises";
import { type Dispatcher, EnvHttpProxyAgent } from "undici";

/** How files are fetched. */
export type Network = {
  dispatcher: Dispatcher;
  /** Milliseconds without a byte after which a connection counts as broken. */
  stallMs: number;
  /** Milliseconds before the same address is asked again. */
  retryMs: number;
  /** Whether nobody on the way can change what an address sends. From such a one no redirect may lead elsewhere. */
  isProtected(url: URL): boolean;
  wait(ms: number): Promise<unknown>;
};

/** Through HTTPS_PROXY and HTTP_PROXY where they are set, past them for NO_PROXY, as undici reads them. */
export const openNetwork = (): Network => ({
  dispatcher: new EnvHttpProxyAgent({ connect: { timeout: 15_000 } }),
  stallMs: 30_000,
  retryMs: 2_000,
  isProtected: (url) => url.protocol === "https:",
  wait,
});
