/** One instance per process, also across Next's separate bundles and hot reloads, which each load a module anew. */
export function singleton<T>(name: string, create: () => T): T {
  const slot = Symbol.for(`pixomax.${name}`);
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  store[slot] ??= create();
  return store[slot];
}

const address = () => singleton<{ origin: string | null }>("own-address", () => ({ origin: null }));

/**
 * The studio's address for what has no request to read it from: PUBLIC_URL, else where this process listens. Read it at use: before
 * the server listens nobody knows a port that was left to chance.
 */
export const studioOrigin = ({ PUBLIC_URL, PORT }: { PUBLIC_URL?: string; PORT: number }): string =>
  PUBLIC_URL ?? address().origin ?? `http://localhost:${PORT}`;

export function publishOwnAddress(origin: string): void {
  address().origin = origin;
}
