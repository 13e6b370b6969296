import type { JobStage } from "../../../../contract/answers";
import type { PhotoFacts } from "../../../../contract/photos/photo-facts";
import type { AddOnChanges } from "../../../../contract/prices";
import { AppError } from "../../../../errors/app-error";
import { readPhotoMetadata } from "../../../photo-metadata/read-photo-metadata";
import type { Preset } from "../graphs/manifest-schema";
import { decodePhoto } from "../photo-file/decode-photo";
import { type Encoding, encodeRaster } from "../photo-file/encode-raster";
import { clearRaster } from "../stages/clarity/clear-raster";
import type { ClarityModels } from "../stages/clarity/find-clarity-gain";
import type { ColorModel } from "../stages/color/color-model";
import { colorRaster } from "../stages/color/color-raster";
import type { Face } from "../stages/faces/face";
import type { FacesModel } from "../stages/faces/find-faces";
import { findFaces } from "../stages/faces/find-faces";
import { judgeTone } from "../stages/facts/judge-tone";
import { type RepairModels, repairRaster } from "../stages/repair/repair-raster";
import { type EngineStage, planProgress } from "./plan-progress";

const nothingToColor =
  "The photo is of pure black and white: it has no gray that could be given a color. Scan it in gray and send it again. Nothing was charged.";

/** The models of one run. A stage without its model is skipped; repair without `faces` does not spare faces. */
export type StageModels = {
  color: ColorModel;
  preset: Preset;
  repair: RepairModels | null;
  faces: FacesModel | null;
  clarity: ClarityModels | null;
};
/** `strength` in [0, 1] is the share of the predicted color that is painted. */
export type FileTask = Omit<Encoding, "isAdjusted"> & {
  /** The work picture. */
  inputPath: string;
  /** The photo as it was received, for its metadata. */
  sourcePath: string;
  /** The page of it that the work picture is, and the turn that it was given. */
  page: number;
  rotate: number;
  outputPath: string;
  strength: number;
};
/** Duration of each stage in milliseconds; `colorInference` is the network's part of `color`. */
export type StageTimes = Record<EngineStage | "colorInference", number>;
export type FileResult = {
  width: number;
  height: number;
  facts: PhotoFacts;
  changes: AddOnChanges;
  times: StageTimes;
};

/**
 * Runs one photo through all stages of the engine, from file to file.
 * @param onProgress `percent` is 0 to 100, of all stages
 * @throws {AppError} nothing_to_color for pure black and white, image_corrupt, image_too_many_pixels, upstream_error
 */
export async function colorizeFile(
  { color, preset, repair, faces, clarity }: StageModels,
  { inputPath, sourcePath, page, rotate, outputPath, strength, ...encoding }: FileTask,
  onProgress: (stage: JobStage, percent: number) => void,
): Promise<FileResult> {
  const times: StageTimes = { decode: 0, repair: 0, color: 0, colorInference: 0, clarity: 0, encode: 0 };
  const stages: EngineStage[] = ["decode", "color", "encode"];
  if (repair) stages.push("repair");
  if (clarity) stages.push("clarity");
  const report = planProgress(new Set(stages), onProgress);

  async function time<Result>(stage: EngineStage, work: (onShare: (share: number) => void) => Promise<Result>) {
    const started = performance.now();
    report(stage, 0);
    const result = await work((share) => report(stage, share));
    report(stage, 1);
    times[stage] = performance.now() - started;
    return result;
  }

  const { raster, icc, tone } = await time("decode", async () => {
    const photo = await decodePhoto(inputPath, `${outputPath}.decoded`);
    return { ...photo, tone: judgeTone(photo.raster) };
  });
  if (tone === "bilevel") throw new AppError("nothing_to_color", { detail: nothingToColor });
  let found: Promise<Face[]> | undefined;
  // Faces are searched once, before repair could change them, and used by both add-ons.
  const findOnce = () => {
    found ??= faces ? findFaces(faces, raster) : Promise.resolve([]);
    return found;
  };
  const repaired = repair
    ? await time("repair", async (onShare) => repairRaster(repair, raster, await findOnce(), onShare))
    : null;
  const painted = await time("color", (onShare) => colorRaster(color, raster, { preset, strength }, onShare));
  times.colorInference = painted.inferenceMs;
  const cleared = clarity
    ? await time("clarity", async (onShare) => clearRaster(clarity, raster, await findOnce(), onShare))
    : null;
  await time("encode", async () => {
    const metadata = await readPhotoMetadata(sourcePath, { page, rotate });
    return encodeRaster(raster, { metadata, icc }, { ...encoding, path: outputPath });
  });
  const { width, height } = raster;
  const facts = {
    tone,
    damagePercent: repaired?.damagePercent ?? null,
    faces: cleared?.faces ?? null,
    clarityGain: cleared?.gain ?? null,
  };
  const changes = {
    cleanScratches: repaired?.largestChange ?? null,
    faceRemaster: cleared?.largestChange ?? null,
  };
  return { width, height, facts, changes, times };
}
