import type { Guide } from "../picture";
import { boxMean, createLinearFitter } from "./box-mean";

/** What the spreading of a hint looks at: lightness without grain, color, and how much difference is an edge here. */
export type EdgeMap = {
  width: number;
  height: number;
  lightness: Float32Array;
  a: Float32Array;
  b: Float32Array;
  /** Difference in L* that no hint crosses. */
  edge: number;
  /** Difference between neighbors that counts as shading. */
  shading: number;
};

/** The edge as a share of the picture's standard deviation in lightness, and its bounds in L*: faded photos have faint edges. */
const edgeShare = 0.4;
const [faintestEdge, strongestEdge] = [3, 9];
/** Shading of 0.4 L* per pixel of a guide of 1024, and more per pixel of a smaller one, up to this. */
const shadingPerGuide = 400;
const mostShading = 1.5;

const known = new WeakMap<Guide, EdgeMap>();

/** Worked out once for each guide: it is the same for every stroke that is painted on it. */
export function mapEdges(guide: Guide): EdgeMap {
  const map = known.get(guide) ?? findEdges(guide);
  known.set(guide, map);
  return map;
}

function findEdges({ width, height, lightness, a, b }: Guide): EdgeMap {
  const longer = Math.max(width, height);
  const edge = Math.max(faintestEdge, Math.min(strongestEdge, edgeShare * deviation(lightness)));
  const radius = Math.max(1, Math.round(longer / 256));
  const grain = 0.3 * edge;
  const { slope, offset } = createLinearFitter(lightness, width, radius, grain * grain)(lightness);
  return {
    width,
    height,
    lightness: lightness.map((value, i) => (slope[i] as number) * value + (offset[i] as number)),
    a: boxMean(a, width, radius),
    b: boxMean(b, width, radius),
    edge,
    shading: Math.min(mostShading, shadingPerGuide / longer),
  };
}

function deviation(plane: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < plane.length; i++) {
    const value = plane[i] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / plane.length;
  return Math.sqrt(Math.max(0, squares / plane.length - mean * mean));
}
