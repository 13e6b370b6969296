import { runOnLightness } from "../models/run-on-lightness";
import { measureLightness } from "../pixels/measure-lightness";
import { padPlane } from "../pixels/pad-plane";
import type { Raster } from "../pixels/raster";
import { resizePlane } from "../pixels/resize-plane";
import type { FacesModel } from "./faces-model";
import { suppressOverlaps } from "./suppress-overlaps";

export type Point = { x: number; y: number };
/** In pixels of the photo. The person's right eye comes first, then left eye, nose, right and left corner of the mouth. */
export type Face = { centre: Point; width: number; height: number; points: Point[]; score: number };

/** A face whose longer side is smaller holds too little to be told from noise. In pixels of the photo. */
const smallestSide = 20;

/** Surest first. */
export async function findFaces({ session, description }: FacesModel, raster: Raster): Promise<Face[]> {
  const { longSide, stride, threshold } = description;
  const scale = longSide / Math.max(raster.width, raster.height);
  const sideOf = (side: number) => Math.max(1, Math.round(side * scale));
  const width = sideOf(raster.width);
  const height = sideOf(raster.height);
  const lightness = measureLightness(raster, Math.min(width, raster.width), Math.min(height, raster.height));
  const fed = padPlane(resizePlane(lightness, width, height), stride);
  const { score, box, points } = await runOnLightness(session, fed, { score: 1, box: 4, points: 10 });
  const across = raster.width / width;
  const down = raster.height / height;
  const cells = score.width * score.height;
  const faces: Face[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const sure = score.data[cell] as number;
    const [x, y, w, h] = [0, 1, 2, 3].map((k) => box.data[k * cells + cell] as number) as [
      number,
      number,
      number,
      number,
    ];
    // What lies in the padding is no part of the photo.
    if (!(sure > threshold) || x >= width || y >= height) continue;
    const place = (k: number) => ({
      x: (points.data[2 * k * cells + cell] as number) * across,
      y: (points.data[(2 * k + 1) * cells + cell] as number) * down,
    });
    const face = { width: w * across, height: h * down, points: [0, 1, 2, 3, 4].map(place), score: sure };
    faces.push({ ...face, centre: { x: x * across, y: y * down } });
  }
  return suppressOverlaps(faces.filter((face) => Math.max(face.width, face.height) >= smallestSide));
}
