import type { Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";
import { measureColorfulness } from "../measures/measure-colorfulness";
import { measureColoring } from "../measures/measure-coloring";
import { measureTruth } from "../measures/measure-picture";
import { decodeTruth, type PhotoFile, readPhotos } from "../photos/read-photos";
import type { EvaluatedPhoto } from "../report/evaluation";
import type { Coloring } from "./open-colorings";

/** Below this there is no color, only the noise that JPEG leaves in gray photos. */
const leastColorfulness = 3;

/** What became of a photo: measured, or left out because it has no color or can't be read. */
export type Outcome = { name: string; sha256: string } & (
  | { kind: "measured"; photo: EvaluatedPhoto }
  | { kind: "gray" | "unreadable" }
);

/**
 * Colors the chosen photos below a folder and compares each with itself.
 * @param chosen SHA-256 of the photos to take
 * @param faded compare them as prints that have faded
 * @param onPhoto called after each photo that was looked at
 */
export async function evaluatePhotos(
  dir: string,
  chosen: ReadonlySet<string>,
  colorings: Coloring[],
  faded: boolean,
  onPhoto: () => void,
): Promise<Outcome[]> {
  const waiting = new Set(chosen);
  const outcomes: Outcome[] = [];
  for await (const file of readPhotos(dir)) {
    if (!waiting.delete(file.sha256)) continue;
    const { name, sha256 } = file;
    const raster = await decodeTruth(file.bytes, faded);
    if (!raster) outcomes.push({ name, sha256, kind: "unreadable" });
    else if (measureColorfulness(raster) < leastColorfulness) outcomes.push({ name, sha256, kind: "gray" });
    else outcomes.push({ name, sha256, kind: "measured", photo: await evaluatePhoto(file, raster, colorings) });
    onPhoto();
  }
  return outcomes;
}

async function evaluatePhoto(
  { name, sha256 }: PhotoFile,
  raster: Raster,
  colorings: Coloring[],
): Promise<EvaluatedPhoto> {
  const { width, height } = raster;
  const truth = measureTruth(raster);
  const measured: EvaluatedPhoto["colorings"] = {};
  for (const coloring of colorings) {
    measured[coloring.name] = measureColoring(await coloring.color(raster), truth);
  }
  return { name, sha256, width, height, truth: truth.measures, colorings: measured };
}
