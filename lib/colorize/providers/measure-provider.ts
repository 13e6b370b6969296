import type { JobStage } from "../../contract/answers";
import { metrics } from "../../telemetry/metrics";
import { inSpan, type OpenSpan, openSpan } from "../../telemetry/trace";
import type { ColorizeProvider } from "./colorize-provider";
import { judgeFailure } from "./judge-failure";

/**
 * The same provider: its photos and their stages are timed and spans of their trace, its faults are counted. Of a chain each of its
 * providers is measured instead.
 */
export function measureProvider(provider: ColorizeProvider): ColorizeProvider {
  if (provider.states) return provider;
  const watch = <T>(work: (stages: Stages) => Promise<T>): Promise<T> => {
    const stages = watchStages();
    return work(stages)
      .catch((error: unknown) => {
        const { code, isProviders } = judgeFailure(error);
        if (isProviders) metrics().providerFaults.inc({ provider: provider.name, code });
        throw error;
      })
      .finally(stages.end);
  };
  return {
    ...provider,
    colorize: (task, run) =>
      inSpan(`provider ${provider.name}`, { "photo.width": task.photo.width, "photo.height": task.photo.height }, () =>
        watch((stages) => {
          const onProgress: typeof run.onProgress = (stage, percent) => {
            stages.enter(stage);
            run.onProgress(stage, percent);
          };
          return provider.colorize(task, { ...run, onProgress });
        }),
      ),
    inspect: (...given) => inSpan(`provider ${provider.name} inspect`, {}, () => provider.inspect(...given)),
  };
}

type Stages = { enter(stage: JobStage): void; end(): void };

/** A photo waits for its turn until its first stage is reported; each lasts until the next one is, or the photo ends. */
function watchStages(): Stages {
  const { stageSeconds, enginePhotos } = metrics();
  const stateOf = (stage: JobStage) => ({ state: stage === "queued" ? "waiting" : "running" });
  let current: JobStage = "queued";
  let endTimer = stageSeconds.startTimer();
  let span: OpenSpan | null = openSpan("stage queued");
  enginePhotos.inc(stateOf(current));
  const leave = () => {
    endTimer({ stage: current });
    span?.end();
    enginePhotos.dec(stateOf(current));
  };
  return {
    enter(stage) {
      if (stage === current) return;
      leave();
      current = stage;
      endTimer = stageSeconds.startTimer();
      span = openSpan(`stage ${stage}`);
      enginePhotos.inc(stateOf(current));
    },
    end: leave,
  };
}
