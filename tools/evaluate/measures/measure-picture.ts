import type { Plane, Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";
import { resizePlane } from "../../../lib/colorize/providers/embedded/pixels/resize-plane";
import { findFlatGround, measureGradient } from "./flat-ground";
import { type LabPlanes, readLabPlanes } from "./lab-planes";
import { measureColorfulness } from "./measure-colorfulness";
import { measureHues } from "./measure-hues";
import type { PictureMeasures } from "./measures";

/** Hues and patches are measured at this short side, so that they mean the same in photos of every size. */
const mostShortSide = 256;

/** A photo as the colorings of it are compared with it. */
export type Truth = { raster: Raster; lab: LabPlanes; flat: Uint32Array | null; measures: PictureMeasures };

/** What every coloring of a photo is compared with, measured once; 8 bits. */
export function measureTruth(raster: Raster): Truth {
  const lab = readLabPlanes(raster);
  const flat = findFlatGround(reducePlane(lab.lightness));
  return { raster, lab, flat, measures: measurePicture(raster, lab, flat) };
}

/** @param flat the truth's flat ground: a coloring's own lightness is the truth's, but for rounding */
export function measurePicture(raster: Raster, lab: LabPlanes, flat: Uint32Array | null): PictureMeasures {
  const [a, b] = [reducePlane(lab.a), reducePlane(lab.b)];
  return {
    colorfulness: measureColorfulness(raster),
    hues: measureHues(a, b),
    flatGradient: flat && measureGradient(a, b, flat),
  };
}

function reducePlane(plane: Plane): Plane {
  const scale = Math.min(1, mostShortSide / Math.min(plane.width, plane.height));
  return resizePlane(plane, Math.round(plane.width * scale), Math.round(plane.height * scale));
}
