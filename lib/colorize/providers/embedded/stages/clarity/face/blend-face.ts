import type { Plane, Raster } from "../../../pixels/raster";
import { relightRow } from "../../../pixels/relight-row";
import type { Alignment } from "./align-face";

/** Half axes of the ellipse in which the change applies, as shares of the crop, and where inside it the change starts to fade. */
const halfWidth = 0.46;
const halfHeight = 0.5;
const fullUntil = 0.65;

/**
 * Adds a difference of lightness on the aligned crop to the photo, in place. It fades out in an ellipse so that no seam shows, and
 * it is added to the photo so that detail finer than the crop is kept.
 * Returns the largest change of a sample, in 1/255 of white.
 */
export function blendFace(raster: Raster, { x, y, cos, sin }: Alignment, difference: Plane): number {
  const side = difference.width;
  const area = cos * cos + sin * sin;
  // Where the face was enlarged, a photo pixel covers several crop pixels.
  const samples = Math.max(1, Math.ceil(1 / Math.sqrt(area)));
  const across = [x, x + cos * side, x - sin * side, x + (cos - sin) * side];
  const down = [y, y + sin * side, y + cos * side, y + (sin + cos) * side];
  const left = Math.max(0, Math.floor(Math.min(...across)));
  const right = Math.min(raster.width, Math.ceil(Math.max(...across)));
  const bottom = Math.min(raster.height, Math.ceil(Math.max(...down)));
  if (right <= left) return 0;
  let largest = 0;
  const change = new Float32Array(right - left);
  for (let row = Math.max(0, Math.floor(Math.min(...down))); row < bottom; row++) {
    for (let i = 0; i < change.length; i++) {
      let sum = 0;
      for (let k = 0; k < samples * samples; k++) {
        const fromX = left + i + ((k % samples) + 0.5) / samples - x;
        const fromY = row + (Math.floor(k / samples) + 0.5) / samples - y;
        sum += differenceAt(difference, (cos * fromX + sin * fromY) / area, (cos * fromY - sin * fromX) / area);
      }
      change[i] = sum / (samples * samples);
    }
    largest = Math.max(largest, relightRow(raster, left, row, change));
  }
  return largest;
}

function differenceAt({ data, width, height }: Plane, u: number, v: number): number {
  const across = (u / width - 0.5) / halfWidth;
  const down = (v / height - 0.5) / halfHeight;
  const distance = Math.sqrt(across * across + down * down);
  if (distance >= 1) return 0;
  const column = Math.max(0, Math.min(width - 1.001, u - 0.5));
  const row = Math.max(0, Math.min(height - 1.001, v - 0.5));
  const at = Math.floor(row) * width + Math.floor(column);
  const share = column % 1;
  const upper = (data[at] as number) * (1 - share) + (data[at + 1] as number) * share;
  const lower = (data[at + width] as number) * (1 - share) + (data[at + width + 1] as number) * share;
  return (upper + (lower - upper) * (row % 1)) * fade(distance);
}

/** 1 inside, falling smoothly to 0 at the ellipse. */
function fade(distance: number): number {
  const t = Math.max(0, (distance - fullUntil) / (1 - fullUntil));
  return 1 - t * t * (3 - 2 * t);
}
