/** One instance per process, also across Next's separate bundles and hot reloads, which each load a module anew. */
export function singleton<T>(name: string, create: () => T): T {
  const slot = Symbol.for(`pixomax.${name}`);
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  store[slot] ??= create();
  return store[slot];
}

const address = () => singleton<{ origin: string | null }>("own-address", () => ({ origin: null }));

/** Where this process listens, for what has no request to read it from. Null before it does. */
export const ownAddress = (): string | null => address().origin;

export function publishOwnAddress(origin: string): void {
  address().origin = origin;
}
