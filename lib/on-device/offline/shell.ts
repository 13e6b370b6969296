/** The page that works without a connection, and the part of the site that its service worker is responsible for. */
export const shellAddress = "/on-device";
/** Where the studio says which engine it has for browsers. The files it names are there for good under their addresses. */
export const engineAddress = "/on-device/engine.json";
export const serviceWorkerAddress = "/on-device-service-worker.js";
/** Every cache of ours starts with this; the number changes with what is kept in it. */
export const cachePrefix = "on-device-";
export const cacheName = `${cachePrefix}1`;

/** From the page: these addresses are what it consists of, and nothing else is to be kept. */
export type KeepMessage = { kind: "keep"; addresses: string[] };
/** Back, on the port that came along. */
export type KeptMessage = { isComplete: boolean };

/**
 * Whether an address may be kept: the page, its static files and the engine, all of which are the same for everybody. No answer of
 * the API, no photo and no other page.
 */
export function mayKeep(pathname: string): boolean {
  return pathname === shellAddress || pathname.startsWith(`${shellAddress}/`) || pathname.startsWith("/_next/static/");
}
