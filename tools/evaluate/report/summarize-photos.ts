import { mapHues, type PictureMeasures } from "../measures/measures";
import type { ColoringReport, EvaluatedPhoto, Summary } from "./evaluation";

type ColoringSummary = Pick<ColoringReport, "mean" | "median" | "betterThanGray" | "hues" | "patchiness">;

/** What a table tells of a coloring; at least one photo. */
export function summarizePhotos(photos: EvaluatedPhoto[], coloring: string): ColoringSummary {
  const each = photos.map((photo) => compareWithGray(photo, coloring));
  const over = (middle: (numbers: number[]) => number): Summary => {
    const of = (name: keyof Summary) => middle(each.map((numbers) => numbers[name]));
    return {
      psnrDb: of("psnrDb"),
      gainDb: of("gainDb"),
      abError: of("abError"),
      abRatio: of("abRatio"),
      deltaE2000: of("deltaE2000"),
      colorfulness: of("colorfulness"),
      colorfulnessRatio: of("colorfulnessRatio"),
    };
  };
  const mean = over(takeMean);
  const grayError = takeMean(photos.map((photo) => measuresOf(photo, "gray").abError));
  const truth = summarizePictures(photos.map((photo) => photo.truth));
  const made = summarizePictures(photos.map((photo) => measuresOf(photo, coloring)));
  // A mean of ratios would hang on the palest photos, whose own numbers are next to nothing.
  const ratios = { abRatio: mean.abError / grayError, colorfulnessRatio: mean.colorfulness / truth.colorfulness };
  return {
    mean: { ...mean, ...ratios },
    median: over(takeMedian),
    betterThanGray: takeMean(each.map(({ gainDb }) => (gainDb > 0 ? 1 : 0))),
    hues: made.hues,
    patchiness: made.flatGradient !== null && truth.flatGradient ? made.flatGradient / truth.flatGradient : null,
  };
}

/** The mean over pictures; of the flat gradient, over those that have flat ground. */
export function summarizePictures(pictures: PictureMeasures[]): PictureMeasures {
  const gradients = pictures.flatMap(({ flatGradient }) => flatGradient ?? []);
  return {
    colorfulness: takeMean(pictures.map(({ colorfulness }) => colorfulness)),
    hues: mapHues((hue) => takeMean(pictures.map(({ hues }) => hues[hue]))),
    flatGradient: gradients.length > 0 ? takeMean(gradients) : null,
  };
}

/** One photo's numbers for a coloring, beside the gray copy's and the truth's. */
export function compareWithGray(photo: EvaluatedPhoto, coloring: string): Summary {
  const gray = measuresOf(photo, "gray");
  const { psnrDb, abError, deltaE2000, colorfulness } = measuresOf(photo, coloring);
  return {
    psnrDb,
    gainDb: psnrDb - gray.psnrDb,
    abError,
    abRatio: abError / gray.abError,
    deltaE2000,
    colorfulness,
    colorfulnessRatio: colorfulness / photo.truth.colorfulness,
  };
}

function measuresOf(photo: EvaluatedPhoto, coloring: string) {
  const { [coloring]: measures } = photo.colorings;
  if (!measures) throw new Error(`${photo.name} was not measured for ${coloring}`);
  return measures;
}

/** NaN of none. */
export function takeMean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** The middle number, or the mean of the two in the middle; NaN of none. */
export function takeMedian(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[sorted.length / 2 - 1] ?? upper)) / 2;
}
