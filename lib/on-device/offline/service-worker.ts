import {
  cacheName,
  cachePrefix,
  engineAddress,
  type KeepMessage,
  type KeptMessage,
  mayKeep,
  shellAddress,
} from "./shell";

/*
 * The service worker of the page /on-device. What is kept for use without a connection is what that page asks to keep. The page is
 * asked of the studio first, so a new version is taken at the next visit; what is named by its content comes from the cache.
 */

/** Only what is declared here is used of its scope, whose types are not those of a page. */
type Extended = { waitUntil(work: Promise<unknown>): void };
type Fetching = Extended & { request: Request; respondWith(answer: Promise<Response>): void };
type Told = Extended & { data: KeepMessage; ports: readonly MessagePort[] };
declare const self: {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: "install" | "activate", listen: (event: Extended) => void): void;
  addEventListener(name: "fetch", listen: (event: Fetching) => void): void;
  addEventListener(name: "message", listen: (event: Told) => void): void;
};

/** After so long without an answer the kept page is shown. */
const patienceMs = 5_000;
/** A copy was kept whatever the browser takes as encoding. */
const anyEncoding = { ignoreVary: true };

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || !mayKeep(pathname)) return;
  const changes = pathname === shellAddress || pathname === engineAddress;
  event.respondWith(changes ? fromStudioFirst(pathname) : fromCacheFirst(request));
});

/** Without cookies: what is kept is the same for everybody. */
async function fromStudioFirst(pathname: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const answer = await fetch(pathname, { credentials: "omit", signal: AbortSignal.timeout(patienceMs) });
    if (!answer.ok) throw new Error(`${pathname} was answered with ${answer.status}.`);
    await cache.put(pathname, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(pathname, anyEncoding);
    if (kept) return kept;
    throw error;
  }
}

async function fromCacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request, anyEncoding)) ?? fetch(request);
}

self.addEventListener("message", (event) => {
  const { data, ports } = event;
  if (data?.kind !== "keep") return;
  const answer = (kept: KeptMessage) => ports[0]?.postMessage(kept);
  event.waitUntil(
    keep(data.addresses).then(
      () => answer({ isComplete: true }),
      () => answer({ isComplete: false }),
    ),
  );
});

/** Keeps these addresses and lets go of all others, such as those of an older version. */
async function keep(addresses: string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  const wanted = new Set(addresses.map((address) => new URL(address, self.location.origin).href));
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  const missing = [...wanted].filter((url) => !kept.has(url) && mayKeep(new URL(url).pathname));
  await Promise.all(
    missing.map(async (url) => {
      const answer = await fetch(url, { credentials: "omit" });
      if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}.`);
      await cache.put(url, answer);
    }),
  );
  // Only once the new ones are there, so that what works keeps working.
  await Promise.all([...kept].filter((url) => !wanted.has(url)).map((url) => cache.delete(url)));
}
