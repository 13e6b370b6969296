import type { EvaluatedPhoto, SetReport } from "./evaluation";
import { compareWithGray, summarizePhotos, summarizePictures, takeMean } from "./summarize-photos";

type Measured = Pick<SetReport, "name" | "title" | "note" | "photos" | "skipped">;

/**
 * Everything that is told of a set of photos; at least one photo.
 * @param extremes how many of the best and of the worst photos of each model are named
 */
export function reportSet(
  set: Measured,
  colorings: { name: string; modelTag: string | null }[],
  extremes: number,
): SetReport {
  const { photos } = set;
  return {
    ...set,
    truth: summarizePictures(photos.map((photo) => photo.truth)),
    colorings: colorings.map(({ name, modelTag }) => {
      const { best, worst } = rankPhotos(photos, name, modelTag ? extremes : 0);
      const names = { best: best.map((photo) => photo.name), worst: worst.map((photo) => photo.name) };
      return { name, modelTag, ...summarizePhotos(photos, name), ...names };
    }),
    largeAtLeastTiny: compareModels(set),
  };
}

function compareModels({ photos }: Measured): number | null {
  const both = photos.flatMap(({ colorings: { tiny, large } }) => (tiny && large ? [{ tiny, large }] : []));
  return both.length > 0 ? takeMean(both.map(({ tiny, large }) => (large.psnrDb >= tiny.psnrDb ? 1 : 0))) : null;
}

/** The `count` photos where a coloring has most above the gray copy, the best first, and those where it has least, the worst first. */
export function rankPhotos(photos: EvaluatedPhoto[], coloring: string, count: number) {
  const gains = new Map(photos.map((photo) => [photo, compareWithGray(photo, coloring).gainDb]));
  const fromWorst = [...photos].sort((one, other) => (gains.get(one) ?? 0) - (gains.get(other) ?? 0));
  return { best: fromWorst.toReversed().slice(0, count), worst: fromWorst.slice(0, count) };
}
