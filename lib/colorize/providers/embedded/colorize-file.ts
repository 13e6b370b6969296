import type { JobStage } from "../../../contract/answers";
import { type ColourField, guideColour } from "./colour/guide-colour";
import { paintRows } from "./colour/paint-rows";
import { type ColourModel, predictColour } from "./colour/predict-colour";
import type { Preset } from "./models/read-manifest";
import { decodePhoto } from "./photo-file/decode-photo";
import { type Encoding, encodeRaster } from "./photo-file/encode-raster";
import { measureLightness } from "./pixels/measure-lightness";
import type { Raster } from "./pixels/raster";

/** `strength` 0..1 is how much of the predicted colour is painted. */
export type Colouring = { preset: Preset; strength: number };
export type FileTask = Colouring & Encoding & { inputPath: string; outputPath: string };
/** Milliseconds each stage took. */
export type StageTimes = Record<"decode" | "colour" | "encode", number>;
export type FileResult = { width: number; height: number; times: StageTimes };

/** The whole way of one photo through the engine, from file to file. */
export async function colorizeFile(
  model: ColourModel,
  { inputPath, outputPath, preset, strength, format, policy }: FileTask,
  onProgress: (stage: JobStage, percent: number) => void,
): Promise<FileResult> {
  const started = performance.now();
  onProgress("decode", 0);
  const { raster, metadata } = await decodePhoto(inputPath);
  const decoded = performance.now();
  onProgress("colour", 15);
  const onShare = (share: number) => onProgress("colour", 15 + Math.round(share * 60));
  await colourRaster(model, raster, { preset, strength }, onShare);
  const coloured = performance.now();
  onProgress("encode", 75);
  await encodeRaster(raster, metadata, { format, policy, path: outputPath });
  onProgress("encode", 100);
  const times = { decode: decoded - started, colour: coloured - decoded, encode: performance.now() - coloured };
  return { width: raster.width, height: raster.height, times };
}

/** Paints a raster in place. */
export async function colourRaster(
  model: ColourModel,
  raster: Raster,
  { preset, strength }: Colouring,
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
  const field = scaleColour(guideColour(lightness, a, b, radius), strength);
  paintRows(raster, field, (share) => onProgress(0.7 + share * 0.3));
}

/** Less colour before it is fitted into sRGB, so that half the strength is half of what the model meant. */
function scaleColour(field: ColourField, strength: number): ColourField {
  return strength === 1 ? field : { ...field, data: field.data.map((value) => value * strength) };
}
