import "server-only";
import type { Capabilities } from "../../contract/answers";
import { type ChosenProviders, hasOwnEngine } from "../../env/provider-names";
import type { Settings } from "../../env/settings-schema";
import { largestShare } from "../../rate-limit/slots";
import type { Studio } from "../studio/studio";

/** What can be ordered here now, and how many photos one caller does best to send at a time. */
export async function describeCapabilities({ provider, settings }: Studio): Promise<Capabilities> {
  return { ...(await provider.capabilities()), parallel: countParallel(settings) };
}

type Places = ChosenProviders & Pick<Settings, "ENGINE_WORKERS" | "ENGINE_QUEUE" | "MAX_PARALLEL_UPLOADS">;

/** Where photos are forwarded, the far studio's places are unknown; it takes a few from every caller. */
const forwardedAtOnce = 3;

/**
 * One photo for each of the engine's workers, one that waits for the next free worker and one on its way. More would only wait
 * here instead of at the caller; more than this account's share of the places would be refused.
 */
export function countParallel(settings: Places): number {
  const uploads = largestShare(settings.MAX_PARALLEL_UPLOADS);
  if (!hasOwnEngine(settings)) return Math.min(forwardedAtOnce, uploads);
  const engine = largestShare(settings.ENGINE_WORKERS + settings.ENGINE_QUEUE);
  return Math.min(settings.ENGINE_WORKERS + 2, engine, uploads);
}
