import type { GraphModel } from "../../graphs/open-session";
import { type Channels, runOnLightness } from "../../graphs/run-graph";
import { measureLightness } from "../../pixels/measure-lightness";
import { padPlane } from "../../pixels/pad-plane";
import type { Raster } from "../../pixels/raster";
import { resizePlane } from "../../pixels/resize-plane";
import type { Face } from "./face";

export type FacesModel = GraphModel<"faces">;

import { suppressOverlaps } from "./suppress-overlaps";

/** In pixels of the photo. A smaller face has too little detail to be distinguished from noise. */
const smallestSide = 20;

/** The faces of a photo, those with the highest score first. Runs one pass per input size and merges duplicates. */
export async function findFaces({ session, description }: FacesModel, raster: Raster): Promise<Face[]> {
  const { passes, stride } = description;
  const largest = fedSize(raster, Math.max(...passes.map(({ longSide }) => longSide)));
  const lightness = measureLightness(
    raster,
    Math.min(largest.width, raster.width),
    Math.min(largest.height, raster.height),
  );
  const faces: Face[] = [];
  for (const { longSide, threshold, smallest } of passes) {
    const { width, height } = fedSize(raster, longSide);
    const fed = padPlane(resizePlane(lightness, width, height), stride);
    const seen = await runOnLightness(session, fed, { score: 1, box: 4, points: 10 });
    faces.push(...readFaces(seen, { width, height, threshold, smallest }, raster));
  }
  return suppressOverlaps(faces.filter((face) => Math.max(face.width, face.height) >= smallestSide));
}

type Size = { width: number; height: number };

function fedSize({ width, height }: Size, longSide: number): Size {
  const scale = longSide / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The faces of one pass, in pixels of the photo. Detections in the padding are ignored. */
function readFaces(
  { score, box, points }: Record<"score" | "box" | "points", Channels>,
  { width, height, threshold, smallest }: Size & { threshold: number; smallest: number },
  photo: Size,
): Face[] {
  const across = photo.width / width;
  const down = photo.height / height;
  const cells = score.width * score.height;
  const faces: Face[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const sure = score.data[cell] as number;
    const side = (k: number) => box.data[k * cells + cell] as number;
    const [x, y, w, h] = [side(0), side(1), side(2), side(3)];
    if (!(sure > threshold) || Math.max(w, h) < smallest || x >= width || y >= height) continue;
    const place = (k: number) => ({
      x: (points.data[2 * k * cells + cell] as number) * across,
      y: (points.data[(2 * k + 1) * cells + cell] as number) * down,
    });
    const face = { width: w * across, height: h * down, points: [0, 1, 2, 3, 4].map(place), score: sure };
    faces.push({ ...face, center: { x: x * across, y: y * down } });
  }
  return faces;
}
