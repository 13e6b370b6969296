import type { EngineDescription } from "../engine-files";
import {
  cachePrefix,
  engineAddress,
  type KeepMessage,
  type KeptMessage,
  mayKeep,
  serviceWorkerAddress,
  shellAddress,
} from "./shell";

/** Whether this browser can keep the page: over https or on the machine itself, and not in a private window that refuses it. */
export const canKeepOffline = (): boolean =>
  "serviceWorker" in navigator && "caches" in globalThis && globalThis.isSecureContext;

const findOwn = (): Promise<ServiceWorkerRegistration | undefined> =>
  navigator.serviceWorker
    .getRegistration(shellAddress)
    .then((found) => (found && new URL(found.scope).pathname === shellAddress ? found : undefined));

/** Whether the page is kept for use without a connection. */
export const isKeptOffline = async (): Promise<boolean> => canKeepOffline() && (await findOwn()) !== undefined;

/**
 * Keeps this page and the engine, as they are now, for use without a connection; later visits bring what is kept up to date.
 * @throws when the browser has no room, or the connection broke
 */
export async function keepOffline({ files }: EngineDescription): Promise<void> {
  await navigator.serviceWorker.register(serviceWorkerAddress, { scope: shellAddress, updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  if (!active) throw new Error("The service worker did not start.");
  const engine = Object.values(files).map(({ url }) => url);
  const addresses = [...new Set([shellAddress, engineAddress, ...engine, ...listOwnFiles()])];
  const kept = await ask(active, { kind: "keep", addresses });
  if (!kept.isComplete) throw new Error("Not everything could be kept.");
}

/** Lets go of everything that was kept. */
export async function forgetOffline(): Promise<void> {
  await (await findOwn())?.unregister();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(cachePrefix)).map((name) => caches.delete(name)));
}

/** What the page has loaded: its scripts, styles and fonts. */
function listOwnFiles(): string[] {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const linked = Array.from(document.querySelectorAll<HTMLLinkElement>("link[href]"), ({ href }) => href);
  return [...loaded, ...linked]
    .map((address) => new URL(address))
    .filter(({ origin, pathname }) => origin === location.origin && mayKeep(pathname))
    .map(({ pathname, search }) => pathname + search);
}

function ask(worker: ServiceWorker, message: KeepMessage): Promise<KeptMessage> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<KeptMessage>) => resolve(data);
    worker.postMessage(message, [port2]);
  });
}
