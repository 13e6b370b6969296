import type { Plane } from "../../../pixels/raster";

export type Size = { width: number; height: number };

/**
 * Where points of the photo lie in the answer. Both are measured in shares of their own sides, from -0.5 to 0.5, so that it holds at
 * every resolution: u' = u[0] + u[1]·u + u[2]·v, and v' likewise.
 */
export type Placement = { u: Row; v: Row };
type Row = readonly [shift: number, across: number, down: number];

/** The answer at the scale of a photo of this size: one pixel of the result shows as much as one of the photo. */
export function sizeAtScale({ u, v }: Placement, photo: Size): Size {
  return {
    width: Math.max(2, Math.round(photo.width / Math.abs(u[1]))),
    height: Math.max(2, Math.round(photo.height / Math.abs(v[2]))),
  };
}

/** How far points lie from where the placement has them, in shares of the answer's sides. */
export type Drift = { du: Plane; dv: Plane };

/** The pixel of an answer where each pixel of the photo lies; as fractions, outside of it too. */
export type Positions = { x: Float32Array; y: Float32Array };

export function listPositions(photo: Size, answer: Size, { u, v }: Placement, drift: Drift | null): Positions {
  const count = photo.width * photo.height;
  const at = { x: new Float32Array(count), y: new Float32Array(count) };
  for (let row = 0, i = 0; row < photo.height; row++) {
    const down = (row + 0.5) / photo.height - 0.5;
    for (let column = 0; column < photo.width; column++, i++) {
      const across = (column + 0.5) / photo.width - 0.5;
      const du = drift ? (drift.du.data[i] as number) : 0;
      const dv = drift ? (drift.dv.data[i] as number) : 0;
      at.x[i] = (u[0] + u[1] * across + u[2] * down + du + 0.5) * answer.width - 0.5;
      at.y[i] = (v[0] + v[1] * across + v[2] * down + dv + 0.5) * answer.height - 0.5;
    }
  }
  return at;
}

/** The answer's values where the photo's pixels lie, bilinear; beyond its edge those of the edge. */
export function sampleAt(answer: Plane, { x, y }: Positions, photo: Size): Plane {
  const { data, width, height } = answer;
  const out = new Float32Array(photo.width * photo.height);
  for (let i = 0; i < out.length; i++) {
    const px = Math.min(width - 1, Math.max(0, x[i] as number));
    const py = Math.min(height - 1, Math.max(0, y[i] as number));
    const left = Math.min(width - 2, Math.floor(px));
    const top = Math.min(height - 2, Math.floor(py));
    const [fx, fy] = [px - left, py - top];
    const from = top * width + left;
    const upper = (data[from] as number) * (1 - fx) + (data[from + 1] as number) * fx;
    const lower = (data[from + width] as number) * (1 - fx) + (data[from + width + 1] as number) * fx;
    out[i] = upper * (1 - fy) + lower * fy;
  }
  return { data: out, width: photo.width, height: photo.height };
}

/** 1 where the answer shows the photo's pixel, 0 where that lies beyond its edge. */
export function markInside({ x, y }: Positions, answer: Size, margin = 0.5): Float32Array {
  const inside = new Float32Array(x.length);
  const [right, bottom] = [answer.width - 1 + margin, answer.height - 1 + margin];
  for (let i = 0; i < inside.length; i++) {
    const [px, py] = [x[i] as number, y[i] as number];
    inside[i] = px >= -margin && py >= -margin && px <= right && py <= bottom ? 1 : 0;
  }
  return inside;
}
