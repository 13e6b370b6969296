import { faultOf } from "./device-error";
import type { EngineDescription } from "./engine-files";
import { fetchEngine } from "./fetch-engine";
import { type ColorEngine, openColorEngine } from "./open-color-engine";
import { decodePhoto } from "./picture/decode-photo";
import { encodeRaster } from "./picture/encode-raster";
import type { DeviceOrder, DevicePicture, DeviceStep, FromWorker, ToWorker } from "./worker-messages";

/*
 * The worker that colors photos in a browser. Only what is declared here is used of its scope: the project's types are those of a
 * page, where `postMessage` is another function.
 */
declare const self: {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
};

let opening: Promise<ColorEngine> | undefined;

function open(engine: EngineDescription): void {
  opening = fetchEngine(engine, (share) => report(null, "load", share)).then((files) =>
    openColorEngine({ ...engine, ...files }),
  );
  opening.then(
    () => self.postMessage({ kind: "opened" }),
    (error: unknown) => self.postMessage({ kind: "failed", id: null, fault: faultOf(error) }),
  );
}

function report(id: number | null, step: DeviceStep, share: number): void {
  self.postMessage({ kind: "progress", id, step, share });
}

async function color(id: number, { photo, model, format, maxSide }: DeviceOrder): Promise<DevicePicture> {
  report(id, "decode", 0);
  const raster = await decodePhoto(photo, maxSide);
  const engine = await opening;
  if (!engine) throw new Error("A photo came before its engine.");
  const started = performance.now();
  await engine.color(raster, model, (share) => report(id, "color", share));
  const colorMs = performance.now() - started;
  report(id, "encode", 0);
  const { width, height } = raster;
  return { picture: await encodeRaster(raster, format), width, height, colorMs };
}

// One after the other: two photos at once would need the memory of both.
let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data }) => {
  if (data.kind === "open") return open(data.engine);
  const { id, order } = data;
  last = last.then(() =>
    color(id, order).then(
      (result) => self.postMessage({ kind: "colored", id, result }),
      (error: unknown) => self.postMessage({ kind: "failed", id, fault: faultOf(error) }),
    ),
  );
};
