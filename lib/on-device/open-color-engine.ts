import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import type { Preset } from "../colorize/providers/embedded/graphs/manifest-schema";
import type { GraphSession } from "../colorize/providers/embedded/graphs/run-graph";
import type { Raster } from "../colorize/providers/embedded/pixels/raster";
import { provideRows } from "../colorize/providers/embedded/pixels/rows/open-rows";
import { colorRaster } from "../colorize/providers/embedded/stages/color/color-raster";
import { createLightnessToAbModel } from "../colorize/providers/embedded/stages/color/create-lightness-to-ab-model";
import { judgeBilevel } from "../colorize/providers/embedded/stages/facts/judge-bilevel";
import type { Model } from "../contract/order";
import { DeviceError } from "./device-error";
import type { EngineDescription } from "./engine-files";

type Parts = Pick<EngineDescription, "model" | "presets"> & {
  /** onnxruntime's WebAssembly, the kernel of rows and the network, as they were fetched. */
  runtime: Uint8Array;
  rows: Uint8Array;
  weights: Uint8Array;
};

/** Colors a raster in place, as the studio's own engine does; `onProgress` gets the finished share in [0, 1]. */
export type ColorEngine = {
  color(raster: Raster, model: Model, onProgress: (share: number) => void): Promise<void>;
};

/**
 * The stages of the studio's engine over onnxruntime's WebAssembly, on this thread alone: several would need shared memory between
 * workers, which a page has only when it is isolated from all others.
 * @throws {DeviceError} no_webassembly where the browser has no WebAssembly with SIMD; `color` throws nothing_to_color
 */
export async function openColorEngine({ model, presets, runtime, rows, weights }: Parts): Promise<ColorEngine> {
  if (model.graph !== "lightness-to-ab") throw new Error(`${model.name} is no graph of the studio's own.`);
  const kernel = await WebAssembly.compile(rows as BufferSource).catch((cause: unknown) => {
    throw new DeviceError("no_webassembly", { cause });
  });
  provideRows(() => kernel);
  // The bytes and not an address: they were fetched with progress, and are in memory.
  env.wasm.wasmBinary = runtime as Uint8Array<ArrayBuffer>;
  env.wasm.numThreads = 1;
  // Shapes differ from photo to photo, and a memory plan per shape would never be freed.
  const session = await InferenceSession.create(weights, { executionProviders: ["wasm"], enableMemPattern: false });
  const color = createLightnessToAbModel(wrapSession(session), model);
  return {
    async color(raster, name, onProgress) {
      if (judgeBilevel(raster)) throw new DeviceError("nothing_to_color");
      const preset: Preset = presets[name];
      await colorRaster(color, raster, { preset, strength: 1 }, onProgress);
    },
  };
}

/** The runtime's bundle has a class of tensors of its own. */
function wrapSession(session: InferenceSession): GraphSession {
  return {
    async run(feeds, names) {
      const own = Object.entries(feeds).map(([name, { data, dims }]) => [
        name,
        new Tensor("float32", data as Float32Array, dims),
      ]);
      return session.run(Object.fromEntries(own), names);
    },
  };
}
