import type { EvaluatedPhoto } from "../report/evaluation";
import { rankPhotos } from "../report/report-set";

/** A photo to show, and why. */
export type ChosenStrip = { photo: EvaluatedPhoto; title: string };

const mostStrips = 48;

/** Up to 48 photos spread evenly over all; with `extremes`, that many of the best and the worst of each model instead. */
export function chooseStrips(photos: EvaluatedPhoto[], models: string[], extremes: number): ChosenStrip[] {
  if (extremes > 0) {
    return models.flatMap((model) =>
      Object.entries(rankPhotos(photos, model, extremes)).flatMap(([end, ranked]) =>
        ranked.map((photo, i) => ({ photo, title: `${model}, ${end} ${i + 1}: ${photo.name}` })),
      ),
    );
  }
  const count = Math.min(mostStrips, photos.length);
  const spread = Array.from({ length: count }, (_, i) =>
    Math.round((i * (photos.length - 1)) / Math.max(1, count - 1)),
  );
  return spread.flatMap((at) => photos[at] ?? []).map((photo) => ({ photo, title: photo.name }));
}
