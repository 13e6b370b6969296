import "server-only";
import { hasOperator } from "../../accounts/operators";
import { warnOfHalfPayments } from "../../billing/stripe/check-payments";
import { startSweeper } from "../../colorize/sweep/sweep-dead-jobs";
import { startWorkers } from "../../colorize/workers/start-workers";
import { databaseUrl } from "../../db/database";
import { setNextAuthEnvironment, settings } from "../../env/settings";
import { isDraining, onStop } from "../../lifecycle/stop-hooks";
import { openQueue } from "../../queue/open-queue";
import { startTelemetry } from "./start-telemetry";
import { startWork } from "./start-work";
import { type Studio, stopGraceMs, studio } from "./studio";

const sweepEveryMs = 2_000;
/** A lease of ten seconds is judged by the clock of another machine. */
const mostClockDifferenceMs = 2_000;

/** Runs once per process, before the first request: the sweeper, the work of the queues, and the models in memory. */
export async function boot(): Promise<void> {
  setNextAuthEnvironment(settings());
  await startTelemetry(studio());
  const { liveSettings } = studio();
  await liveSettings.refresh();
  onStop("settings", liveSettings.follow());
  const { colorize, billing, provider, log } = studio();
  warnOfHalfPayments(billing);
  await tellOperator(studio());
  await warnOfClock(studio());
  // In the background: the pages need no model. Health says "starting" until they are loaded, "failing" when one can't be.
  const ready = provider.warmUp().catch((error: unknown) => {
    // A process that was told to stop ends its engine, also in the middle of loading it.
    if (!isDraining()) log.error({ err: error }, "the provider could not be made ready");
  });
  await startQueue(studio(), ready);
  onStop("sweeper", startSweeper(colorize, sweepEveryMs));
}

/** Every process sends webhooks, applies payments and sweeps; one with an engine also colorizes what waits. */
async function startQueue(whole: Studio, ready: Promise<void>): Promise<void> {
  const { settings: chosen, colorize, log } = whole;
  const { ROLE, DATABASE_URL, ENGINE_WORKERS, ENGINE_QUEUE } = chosen;
  const queue = await openQueue({ url: databaseUrl(), isServer: DATABASE_URL !== undefined, log });
  startWork(queue, whole);
  // One more than there are workers, so that the next photo is read meanwhile and no worker idles between two; never so many that
  // they fill the engine's queue, where the photos of synchronous requests wait too.
  const atOnce = ENGINE_WORKERS + Math.min(1, ENGINE_QUEUE);
  const endWorkers = ROLE === "web" ? null : startWorkers(colorize, queue, { atOnce, ready });
  // Together: each may take the whole grace.
  onStop("jobs", async () => {
    await Promise.all([queue.stop({ graceMs: stopGraceMs }), colorize.runner.stop(stopGraceMs)]);
    await endWorkers?.();
  });
}

/** What whoever runs the studio should do, which the pages of /admin say in more detail. */
async function tellOperator({ db, log }: Studio): Promise<void> {
  if (!(await hasOperator(db)))
    log.info(
      "nobody runs this studio from its pages yet: `npm run admin -- make-operator EMAIL` opens /admin to an account",
    );
}

async function warnOfClock({ db, clock, log }: Studio): Promise<void> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  const milliseconds = clock.now().getTime() - (row?.now.getTime() ?? 0);
  if (Math.abs(milliseconds) > mostClockDifferenceMs)
    log.error(
      { milliseconds },
      "this machine's clock and the database's differ: jobs may be taken from a process that has them; set both by NTP",
    );
}
