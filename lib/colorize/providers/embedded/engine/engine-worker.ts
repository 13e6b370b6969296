import os from "node:os";
import { AppError } from "../../../../errors/app-error";
import { holdNative } from "../graphs/native-lock";
import { type InspectionModels, inspectFile } from "../stages/facts/inspect-file";
import { colorizeFile } from "./colorize-file";
import type { EngineAnswer, EngineProgress, EngineTask } from "./engine-messages";
import { type Engine, openEngine } from "./open-engine";
import { prepareStages } from "./prepare-stages";
import { warmEngine } from "./warm-engine";
import type { PoolTask } from "./worker-pool";

let engine: Promise<Engine> | undefined;

// On Linux this lowers only the calling thread and those it starts (onnxruntime's): the server beside it answers first.
if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/** Runs in a worker thread. Keeps its models open from task to task. */
export default async function runEngineTask({ task, port, lock }: PoolTask<EngineTask>): Promise<EngineAnswer> {
  holdNative(lock);
  try {
    engine ??= openEngine(task);
    return await runTask(await engine, task, (progress) => port.postMessage(progress));
  } catch (error) {
    // A folder that was wrong a moment ago may be right for the next photo.
    if (!(await engine?.then(Boolean, () => false))) engine = undefined;
    if (!(error instanceof AppError)) throw error;
    return { kind: "refused", code: error.code, detail: error.message };
  }
}

async function runTask(
  engine: Engine,
  task: EngineTask,
  report: (progress: EngineProgress) => void,
): Promise<EngineAnswer> {
  switch (task.kind) {
    case "warm":
      await warmEngine(engine);
      return { kind: "warmed" };
    case "inspect":
      return { kind: "inspected", facts: await inspectFile(await prepareInspection(engine), task.inputPath) };
    case "colorize": {
      const { models, modelTag } = await prepareStages(engine, task);
      const result = await colorizeFile(models, task, (stage, percent) => report({ stage, percent }));
      return { kind: "colored", modelTag, ...result };
    }
  }
}

/** A look takes what models there are. */
async function prepareInspection(engine: Engine): Promise<InspectionModels> {
  const ifThere = <Model>(opening: Promise<{ model: Model } | null>) =>
    opening.then(
      (addOn) => addOn?.model ?? null,
      () => null,
    );
  return {
    repair: await ifThere(engine.prepareRepair()),
    faces: await ifThere(engine.prepareFaces()),
    clarity: await ifThere(engine.prepareClarity()),
    photoClarity: await ifThere(engine.preparePhotoClarity()),
  };
}
