import "server-only";
import type { ColorizeDeps } from "../../colorize/colorize-deps";
import { createJobRunner } from "../../colorize/job-runner";
import { produceOutput } from "../../colorize/produce-output";
import type { Produce } from "../../colorize/production";
import { measureProvider } from "../../colorize/providers/measure-provider";
import { selectProvider } from "../../colorize/providers/select-provider";
import { forwardToWorkers, produceByWorkers } from "../../colorize/workers/forward-to-workers";
import type { Settings } from "../../env/settings-schema";
import { membership } from "../../instances/join-studio";
import { singleton } from "../../lifecycle/singleton";
import { createAskWorker, type WorkerPlaces } from "../../queue/asks/ask-worker";

/** The path of a photo as this process has it: with an engine of its own, or with that of the workers where ROLE is web. */
export function createColorizeDeps(
  settings: Settings,
  outside: Pick<ColorizeDeps, "db" | "storage" | "clock" | "log">,
): ColorizeDeps {
  const { db, storage, clock, log } = outside;
  const providerTimeoutSeconds = settings.PROVIDER_TIMEOUT_SECONDS;
  // A slot of its own: the benchmark of the path puts an instant provider into it before the studio starts.
  const local = singleton("provider", () => selectProvider(settings, log));
  const workers = {
    ask: createAskWorker({ db, readPlaces: () => countPlaces(settings) }),
    storage,
    providerTimeoutSeconds,
  };
  const usesWorkers = settings.ROLE === "web";
  // A web instance gives photos to workers only: what its own providers were like says nothing.
  if (!usesWorkers) membership()?.tell(() => (local.states?.() ?? []).map(({ name, state }) => ({ name, state })));
  const deps = {
    ...outside,
    provider: measureProvider(usesWorkers ? forwardToWorkers(local, workers) : local),
    runner: createJobRunner({ db, clock, log, id: membership()?.id }),
    dataDir: settings.DATA_DIR,
    get retentionHours() {
      return settings.RETENTION_HOURS;
    },
    providerTimeoutSeconds,
  };
  const produce: Produce = usesWorkers ? produceByWorkers(workers) : (...task) => produceOutput(deps, ...task);
  // Not a copy, which would keep the hours that were set at the start.
  return Object.assign(deps, { produce });
}

/** Of the instances that run and have an engine, as of at most 3 s ago. */
function countPlaces({ ENGINE_QUEUE }: Settings): WorkerPlaces {
  const workers = (membership()?.others() ?? []).filter(({ engineWorkers }) => engineWorkers > 0);
  const atOnce = workers.reduce((sum, { engineWorkers }) => sum + engineWorkers, 0);
  return { atOnce, waiting: workers.length * ENGINE_QUEUE };
}
