import type { Raster } from "../../lib/colorize/providers/embedded/pixels/raster";
import { decodeTruth } from "./decode-truth";
import type { EvaluatedPhoto, Evaluation } from "./evaluation";
import { measureColourfulness } from "./measure-colourfulness";
import { measureColouring } from "./measure-colouring";
import type { Colouring } from "./open-colourings";
import { type PhotoFile, readPhotos } from "./read-photos";

/** Below this there is no colour, only the noise that JPEG leaves in grey photos. */
const leastColourfulness = 3;

/**
 * Colours the chosen photos below a folder and compares each with itself.
 * @param chosen SHA-256 of the photos to take
 * @param onPhoto called after each photo that was looked at
 */
export async function evaluatePhotos(
  dir: string,
  chosen: ReadonlySet<string>,
  colourings: Colouring[],
  onPhoto: () => void,
): Promise<Pick<Evaluation, "photos" | "skipped">> {
  const waiting = new Set(chosen);
  const photos: EvaluatedPhoto[] = [];
  const skipped: Evaluation["skipped"] = { grey: [], unreadable: [] };
  for await (const file of readPhotos(dir)) {
    if (!waiting.delete(file.sha256)) continue;
    const truth = await decodeTruth(file.bytes);
    const colourfulness = truth ? measureColourfulness(truth) : 0;
    if (!truth) skipped.unreadable.push(file.name);
    else if (colourfulness < leastColourfulness) skipped.grey.push(file.name);
    else photos.push(await evaluatePhoto(file, truth, colourfulness, colourings));
    onPhoto();
  }
  return { photos, skipped };
}

async function evaluatePhoto(
  { name, sha256 }: PhotoFile,
  truth: Raster,
  colourfulness: number,
  colourings: Colouring[],
): Promise<EvaluatedPhoto> {
  const { width, height } = truth;
  const measured: EvaluatedPhoto["colourings"] = {};
  for (const colouring of colourings) {
    measured[colouring.name] = measureColouring(await colouring.colour(truth), truth);
  }
  return { name, sha256, width, height, colourfulness, colourings: measured };
}
