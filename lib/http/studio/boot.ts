import "server-only";
import { warnOfHalfPayments } from "../../billing/stripe/warn-of-half-payments";
import { startSweeper } from "../../colorize/sweep";
import { databaseUrl } from "../../db/database";
import { setNextAuthEnvironment, settings } from "../../env/settings";
import { onStop } from "../../lifecycle/stop-hooks";
import { openQueue } from "../../queue/open-queue";
import { startTelemetry } from "./start-telemetry";
import { startWork } from "./start-work";
import { stopGraceMs, studio } from "./studio";

const sweepEveryMs = 2_000;

/** Runs once per process, before the first request: the sweeper, the work of the queues, and the models in memory. */
export async function boot(): Promise<void> {
  const chosen = settings();
  setNextAuthEnvironment(chosen);
  await startTelemetry(studio());
  const { colorize, billing, provider, log } = studio();
  warnOfHalfPayments(billing);
  onStop("sweeper", startSweeper(colorize, sweepEveryMs));
  const queue = await openQueue({ url: databaseUrl(), isServer: chosen.DATABASE_URL !== undefined, log });
  startWork(queue, studio());
  // Together: each may take the whole grace.
  onStop("jobs", async () => {
    await Promise.all([queue.stop({ graceMs: stopGraceMs }), colorize.runner.stop(stopGraceMs)]);
  });
  // In the background: the pages need no model, and health says "failing" until it is loaded.
  provider.warmUp().catch((error: unknown) => log.error({ err: error }, "the provider could not be made ready"));
}
