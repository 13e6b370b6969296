import "server-only";
import { startBilling } from "../../billing/start-billing";
import { startSweeper } from "../../colorize/sweep";
import { startDeliveries } from "../../deliveries/start-deliveries";
import { setNextAuthEnvironment, settings } from "../../env/settings";
import { onStop } from "../../lifecycle/stop-hooks";
import { startTelemetry } from "./start-telemetry";
import { studio } from "./studio";

const sweepEveryMs = 2_000;

/** Runs once per process, before the first request: the sweepers, the delivery of webhooks, and the models in memory. */
export async function boot(): Promise<void> {
  setNextAuthEnvironment(settings());
  await startTelemetry(studio());
  const { colorize, billing, deliveries, provider, log } = studio();
  onStop("sweeper", startSweeper(colorize, sweepEveryMs));
  onStop("billing", startBilling(billing));
  onStop("deliveries", startDeliveries(deliveries));
  // In the background: the pages need no model, and health says "failing" until it is loaded.
  provider.warmUp().catch((error: unknown) => log.error({ err: error }, "the provider could not be made ready"));
}
