import { DeviceError } from "./device-error";
import { type EngineDescription, engineSchema } from "./engine-files";
import { engineAddress } from "./offline/shell";
import type { DeviceOrder, DevicePicture, DeviceStep, FromWorker, ToWorker } from "./worker-messages";

export type DeviceProgress = (step: DeviceStep, share: number) => void;

/** The engine of this browser, in a worker of its own. */
export type Device = {
  /**
   * The photo in color. Photos are colored one after the other.
   * @throws {DeviceError}
   */
  color(order: DeviceOrder, onProgress: DeviceProgress): Promise<DevicePicture>;
  /** Ends the worker, whatever it is doing; what was not finished never settles. */
  close(): void;
};

/**
 * Which engine the studio has for browsers.
 * @throws {DeviceError} no_webassembly where it could not run here, engine_unavailable
 */
export async function describeEngine(): Promise<EngineDescription> {
  if (!canRunHere()) throw new DeviceError("no_webassembly");
  try {
    const response = await fetch(engineAddress);
    if (!response.ok) throw new Error(`${engineAddress} was answered with ${response.status}.`);
    return engineSchema.parse(await response.json());
  } catch (cause) {
    throw new DeviceError("engine_unavailable", { cause });
  }
}

const canRunHere = (): boolean =>
  typeof WebAssembly !== "undefined" && typeof Worker !== "undefined" && typeof OffscreenCanvas !== "undefined";

type Waiting = { settle: (result: DevicePicture) => void; fail: (error: DeviceError) => void; report: DeviceProgress };

/** Starts the worker. It loads the engine at once; what fails then fails the photos that wait for it. */
export function openDevice(engine: EngineDescription): Device {
  const worker = new Worker(engine.files.worker.url, { type: "module" });
  const waiting = new Map<number, Waiting>();
  let isBroken: DeviceError | null = null;
  let lastId = 0;
  const send = (message: ToWorker) => worker.postMessage(message);
  const breakDown = (error: DeviceError) => {
    isBroken = error;
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  worker.onerror = () => breakDown(new DeviceError("engine_unavailable"));
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === "opened") return;
    if (data.kind === "progress") {
      for (const [id, { report }] of waiting) if (data.id === null || data.id === id) report(data.step, data.share);
      return;
    }
    if (data.kind === "failed" && data.id === null) return breakDown(new DeviceError(data.fault));
    const photo = waiting.get(data.id ?? 0);
    waiting.delete(data.id ?? 0);
    if (data.kind === "colored") photo?.settle(data.result);
    else photo?.fail(new DeviceError(data.fault));
  };
  send({ kind: "open", engine });
  return {
    color: (order, report) =>
      new Promise((settle, fail) => {
        if (isBroken) return fail(isBroken);
        lastId++;
        waiting.set(lastId, { settle, fail, report });
        send({ kind: "color", id: lastId, order });
      }),
    close: () => worker.terminate(),
  };
}
