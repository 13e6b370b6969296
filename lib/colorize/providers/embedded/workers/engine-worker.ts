import os from "node:os";
import { AppError } from "../../../../errors/app-error";
import { colorizeFile, colourRaster } from "../colorize-file";
import { type Engine, openEngine } from "../models/open-engine";
import type { EngineAnswer, EngineProgress, EngineTask } from "./engine-messages";
import type { PoolTask } from "./worker-pool";

let engine: Promise<Engine> | undefined;

// On Linux this lowers only the calling thread and those it starts (onnxruntime's): the server beside it answers first.
if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/** Runs in a worker thread. Keeps its models open from task to task. */
export default async function runEngineTask({ task, port }: PoolTask<EngineTask>): Promise<EngineAnswer> {
  try {
    engine ??= openEngine(task);
    const { prepare } = await engine;
    if (task.kind === "warm") {
      await warm(prepare);
      return { kind: "warmed" };
    }
    const { model, preset, modelTag } = await prepare(task.model);
    const report = (stage: EngineProgress["stage"], percent: number) => port.postMessage({ stage, percent });
    const result = await colorizeFile(model, { ...task, preset }, report);
    return { kind: "coloured", modelTag, ...result };
  } catch (error) {
    // A folder that was wrong a moment ago may be right for the next photo.
    if (!(await engine?.then(Boolean, () => false))) engine = undefined;
    if (!(error instanceof AppError)) throw error;
    return { kind: "refused", code: error.code, detail: error.message };
  }
}

/** Loads the weights and runs one blank picture, so that the first photo meets compiled code. */
async function warm(prepare: Engine["prepare"]): Promise<void> {
  const { model, preset } = await prepare("tiny");
  const blank = { pixels: new Uint8Array(640 * 512 * 3).fill(128), width: 640, height: 512, channels: 3 as const };
  await colourRaster(model, blank, { preset, strength: 1 }, () => {});
}
