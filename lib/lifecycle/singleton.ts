/** One instance per process, also across Next's separate bundles and hot reloads, which each load a module anew. */
export function singleton<T>(name: string, create: () => T): T {
  const slot = Symbol.for(`pixomax.${name}`);
  const store = globalThis as unknown as Record<symbol, T | undefined>;
  store[slot] ??= create();
  return store[slot];
}
