import "server-only";
import { startBilling } from "../../billing/start-billing";
import { startSweeper } from "../../colorize/sweep";
import { startWorkers } from "../../colorize/workers/start-workers";
import { databaseUrl } from "../../db/database";
import { startDeliveries } from "../../deliveries/start-deliveries";
import { setNextAuthEnvironment, settings } from "../../env/settings";
import { onStop } from "../../lifecycle/stop-hooks";
import { openQueue } from "../../queue/open-queue";
import { startTelemetry } from "./start-telemetry";
import { type Studio, stopGraceMs, studio } from "./studio";

const sweepEveryMs = 2_000;

/** Runs once per process, before the first request: the sweepers, the delivery of webhooks, and the models in memory. */
export async function boot(): Promise<void> {
  setNextAuthEnvironment(settings());
  await startTelemetry(studio());
  const { colorize, billing, deliveries, provider, log } = studio();
  await startQueue(studio());
  onStop("sweeper", startSweeper(colorize, sweepEveryMs));
  onStop("billing", startBilling(billing));
  onStop("deliveries", startDeliveries(deliveries));
  // In the background: the pages need no model, and health says "failing" until it is loaded.
  provider.warmUp().catch((error: unknown) => log.error({ err: error }, "the provider could not be made ready"));
}

/** Every process adds messages; one with an engine also colorizes what waits. */
async function startQueue({ settings: { ROLE, DATABASE_URL, ENGINE_WORKERS, ENGINE_QUEUE }, colorize, log }: Studio) {
  const queue = await openQueue({ url: databaseUrl(), isServer: DATABASE_URL !== undefined, log });
  // One more than there are workers, so that the next photo is read meanwhile and no worker idles between two; never so many that
  // they fill the engine's queue, where the photos of synchronous requests wait too.
  const atOnce = ENGINE_WORKERS + Math.min(1, ENGINE_QUEUE);
  const endWorkers = ROLE === "web" ? null : startWorkers(colorize, queue, atOnce);
  onStop("jobs", async () => {
    await Promise.all([queue.stop({ graceMs: stopGraceMs }), colorize.runner.stop(stopGraceMs)]);
    await endWorkers?.();
  });
}
