import type { JobStage } from "../../../contract/answers";
import { decodePhoto } from "./decode-photo";
import { encodePng } from "./encode-png";
import { guideColour } from "./guide-colour";
import { measureLightness } from "./measure-lightness";
import { paintRows } from "./paint-rows";
import { type ColourModel, predictColour } from "./predict-colour";
import type { Raster } from "./raster";
import type { Preset } from "./read-manifest";

export type FileTask = { inputPath: string; outputPath: string; preset: Preset };
/** Milliseconds each stage took. */
export type StageTimes = Record<"decode" | "colour" | "encode", number>;
export type FileResult = { width: number; height: number; times: StageTimes };

/** The whole way of one photo through the engine, from file to file. */
export async function colorizeFile(
  model: ColourModel,
  { inputPath, outputPath, preset }: FileTask,
  onProgress: (stage: JobStage, percent: number) => void,
): Promise<FileResult> {
  const started = performance.now();
  onProgress("decode", 0);
  const { raster, metadata } = await decodePhoto(inputPath);
  const decoded = performance.now();
  onProgress("colour", 15);
  await colourRaster(model, raster, preset, (share) => onProgress("colour", 15 + Math.round(share * 60)));
  const coloured = performance.now();
  onProgress("encode", 75);
  await encodePng(raster, metadata, outputPath);
  onProgress("encode", 100);
  const times = { decode: decoded - started, colour: coloured - decoded, encode: performance.now() - coloured };
  return { width: raster.width, height: raster.height, times };
}

/** Paints a raster in place. */
export async function colourRaster(
  model: ColourModel,
  raster: Raster,
  preset: Preset,
  onProgress: (share: number) => void,
): Promise<void> {
  const short = Math.min(raster.width, raster.height);
  const scale = Math.min(1, Math.max(...preset.shortSides) / short);
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const lightness = measureLightness(raster, side(raster.width), side(raster.height));
  onProgress(0.1);
  const { a, b } = await predictColour(model, lightness, preset, (share) => onProgress(0.1 + share * 0.6));
  // About one and a half points of the model's own output on each side.
  const radius = Math.max(1, Math.round(Math.min(lightness.width, lightness.height) / 42));
  const field = guideColour(lightness, a, b, radius);
  paintRows(raster, field, (share) => onProgress(0.7 + share * 0.3));
}
