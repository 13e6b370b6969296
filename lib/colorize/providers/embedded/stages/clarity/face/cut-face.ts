import type { Plane, Raster } from "../../../pixels/raster";
import { readLightness } from "../../../pixels/rows/work-on-rows";
import type { Alignment } from "./align-face";

/** Extra pixels that bicubic interpolation needs on each side. */
const reach = 3;

/**
 * The lightness of a face as an aligned square, L* 0 to 100: averaged where the photo has more pixels than the crop, bicubic where
 * it has fewer. Beyond the photo's border the last pixels are repeated.
 */
export function cutFace(raster: Raster, { x, y, cos, sin }: Alignment, side: number): Plane {
  const scale = Math.hypot(cos, sin);
  const factor = Math.max(1, Math.floor(scale));
  const across = [x, x + cos * side, x - sin * side, x + (cos - sin) * side];
  const down = [y, y + sin * side, y + cos * side, y + (sin + cos) * side];
  const left = Math.floor(Math.min(...across)) - reach * factor;
  const top = Math.floor(Math.min(...down)) - reach * factor;
  const area = readArea(raster, {
    left,
    top,
    factor,
    width: Math.ceil((Math.max(...across) - left) / factor) + reach,
    height: Math.ceil((Math.max(...down) - top) / factor) + reach,
  });
  // The scale that remains after averaging blocks: less than 2 in each direction.
  const samples = Math.ceil(scale / factor);
  const data = new Float32Array(side * side);
  for (let i = 0; i < data.length; i++) {
    let sum = 0;
    for (let k = 0; k < samples * samples; k++) {
      const u = (i % side) + ((k % samples) + 0.5) / samples;
      const v = Math.floor(i / side) + (Math.floor(k / samples) + 0.5) / samples;
      sum += sampleBicubic(
        area,
        (x + cos * u - sin * v - left) / factor - 0.5,
        (y + sin * u + cos * v - top) / factor - 0.5,
      );
    }
    data[i] = Math.max(0, Math.min(100, sum / (samples * samples)));
  }
  return { data, width: side, height: side };
}

type Area = { left: number; top: number; factor: number; width: number; height: number };

/** Means over blocks of `factor` × `factor` photo pixels; width and height count blocks. */
function readArea(raster: Raster, { left, top, factor, width, height }: Area): Plane {
  const data = new Float32Array(width * height);
  const from = Math.max(0, Math.min(raster.width - 1, left));
  const to = Math.max(from + 1, Math.min(raster.width, left + width * factor));
  const row = new Float32Array(to - from);
  for (let y = 0; y < height * factor; y++) {
    readLightness(raster, from, Math.max(0, Math.min(raster.height - 1, top + y)), row);
    const into = Math.floor(y / factor) * width;
    for (let x = 0; x < width * factor; x++) {
      const value = row[Math.max(0, Math.min(row.length - 1, left + x - from))] as number;
      const at = into + Math.floor(x / factor);
      data[at] = (data[at] as number) + value / (factor * factor);
    }
  }
  return { data, width, height };
}

function sampleBicubic({ data, width }: Plane, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const across = cubicWeights(x - column);
  const down = cubicWeights(y - row);
  let sum = 0;
  for (let k = 0; k < 16; k++) {
    const weight = (across[k & 3] as number) * (down[k >> 2] as number);
    sum += weight * (data[(row - 1 + (k >> 2)) * width + column - 1 + (k & 3)] as number);
  }
  return sum;
}

/** Catmull–Rom weights, which interpolate the samples exactly and preserve linear ramps. */
function cubicWeights(t: number): [number, number, number, number] {
  return [
    ((-0.5 * t + 1) * t - 0.5) * t,
    (1.5 * t - 2.5) * t * t + 1,
    ((-1.5 * t + 2) * t + 0.5) * t,
    (0.5 * t - 0.5) * t * t,
  ];
}
