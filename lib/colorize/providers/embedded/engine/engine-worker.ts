import os from "node:os";
import { AppError } from "../../../../errors/app-error";
import { limitPixels } from "../../../photo-file/pixel-limit";
import { readProviderFault } from "../graphs/execution-provider";
import { holdNative } from "../graphs/native-lock";
import { releaseSessions, type Sessions } from "../graphs/open-session";
import type { AskPicture } from "../stages/color/painted/create-painted-model";
import { type InspectionModels, inspectFile } from "../stages/facts/inspect-file";
import { colorizeFile } from "./colorize-file";
import type { EngineAnswer, EngineProgress, EngineResult, EngineTask } from "./engine-messages";
import { type Engine, openEngine } from "./open-engine";
import { askOverPort } from "./pool/port-asks";
import type { PoolTask } from "./pool/worker-pool";
import { preparePainted } from "./prepare-painted";
import { prepareStages } from "./prepare-stages";
import { warmEngine } from "./warm-engine";

let current: { opening: Promise<Engine>; sessions: Sessions } | undefined;

// On Linux this affects only this thread and those it starts (onnxruntime's), so that the server keeps responding first.
if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/** The entry of a worker thread. It keeps its models loaded between tasks. */
export default async function runEngineTask({ task, port, lock }: PoolTask<EngineTask>): Promise<EngineAnswer> {
  holdNative(lock);
  limitPixels(task.maxPixels);
  try {
    const answer = await runTask(await prepareEngine(task), task, {
      report: (progress) => port.postMessage(progress),
      ask: (picture) => askOverPort(port, picture),
    });
    return { ...answer, loaded: [...(current?.sessions.models ?? [])], providerFault: readProviderFault() };
  } catch (error) {
    // The operator may fix the models folder, so the next task opens it again.
    if (!(await current?.opening.then(Boolean, () => false))) current = undefined;
    if (error instanceof AppError) {
      const { code, message: detail, retryAfterSeconds, cause } = error;
      return {
        kind: "refused",
        code,
        detail,
        retryAfterSeconds,
        cause: cause instanceof Error ? cause.message : undefined,
      };
    }
    return { kind: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The engine of the tasks before, or another one where this task needs one that keeps less memory, or need not any more. */
async function prepareEngine(task: EngineTask): Promise<Engine> {
  const isLean = task.kind === "colorize" && task.isBig;
  if (current && current.sessions.isLean !== isLean) {
    const { sessions } = current;
    current = undefined;
    await releaseSessions(sessions);
  }
  if (!current) {
    const sessions: Sessions = { isLean, opened: new Set(), models: new Set(), provider: task.provider };
    current = { opening: openEngine(task, sessions), sessions };
  }
  return current.opening;
}

type Caller = { report: (progress: EngineProgress) => void; ask: AskPicture };

async function runTask(engine: Engine, task: EngineTask, { report, ask }: Caller): Promise<EngineResult> {
  switch (task.kind) {
    case "warm":
      await warmEngine(engine);
      return { kind: "warmed" };
    case "start":
      return { kind: "warmed" };
    case "inspect":
      return { kind: "inspected", inspection: await inspectFile(await prepareInspection(engine), task.inputPath) };
    case "colorize": {
      const { model, painter } = task;
      const color = painter && (() => preparePainted(engine, { model, painter, ask }));
      const { models, modelTag, listPainters } = await prepareStages(engine, task, color);
      const result = await colorizeFile(models, task, (stage, percent) => report({ stage, percent }));
      return { kind: "colored", modelTag, paintedBy: listPainters?.(), ...result };
    }
  }
}

/** The models for an inspection. One that is missing or cannot be loaded is left out. */
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
