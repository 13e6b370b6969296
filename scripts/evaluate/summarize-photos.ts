import { takeMedian } from "../take-median";
import type { EvaluatedPhoto, Summary } from "./evaluation";

/** Mean and median of a colouring's numbers; at least one photo. */
export function summarizePhotos(photos: EvaluatedPhoto[], colouring: string): { mean: Summary; median: Summary } {
  const each = photos.map((photo) => compareWithGrey(photo, colouring));
  const over = (middle: (numbers: number[]) => number): Summary => {
    const of = (name: keyof Summary) => middle(each.map((numbers) => numbers[name]));
    return {
      psnrDb: of("psnrDb"),
      gainDb: of("gainDb"),
      abError: of("abError"),
      abRatio: of("abRatio"),
      deltaE2000: of("deltaE2000"),
      colourfulness: of("colourfulness"),
      colourfulnessRatio: of("colourfulnessRatio"),
    };
  };
  const mean = over(takeMean);
  const greyError = takeMean(photos.map((photo) => photo.colourings.grey?.abError ?? Number.NaN));
  const truth = takeMean(photos.map((photo) => photo.colourfulness));
  // A mean of ratios would hang on the palest photos, whose own numbers are next to nothing.
  const ratios = { abRatio: mean.abError / greyError, colourfulnessRatio: mean.colourfulness / truth };
  return { mean: { ...mean, ...ratios }, median: over(takeMedian) };
}

/** One photo's numbers for a colouring, beside the grey copy's and the truth's. */
export function compareWithGrey(photo: EvaluatedPhoto, colouring: string): Summary {
  const { grey, [colouring]: measures } = photo.colourings;
  if (!grey || !measures) throw new Error(`${photo.name} was not measured for ${colouring}`);
  return {
    ...measures,
    gainDb: measures.psnrDb - grey.psnrDb,
    abRatio: measures.abError / grey.abError,
    colourfulnessRatio: measures.colourfulness / photo.colourfulness,
  };
}

function takeMean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
