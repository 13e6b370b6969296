import type { EvaluatedPhoto } from "./evaluation";
import { compareWithGray } from "./summarize-photos";

/** The `count` photos where a coloring has most above the gray copy, the best first, and those where it has least, the worst first. */
export function rankPhotos(photos: EvaluatedPhoto[], coloring: string, count: number) {
  const gains = new Map(photos.map((photo) => [photo, compareWithGray(photo, coloring).gainDb]));
  const fromWorst = [...photos].sort((one, other) => (gains.get(one) ?? 0) - (gains.get(other) ?? 0));
  return { best: fromWorst.toReversed().slice(0, count), worst: fromWorst.slice(0, count) };
}
