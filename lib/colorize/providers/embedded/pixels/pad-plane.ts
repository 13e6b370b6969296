import type { Plane } from "./raster";

/** Repeats the last row and column until both sides are multiples of `stride`. */
export function padPlane(plane: Plane, stride: number): Plane {
  const width = Math.ceil(plane.width / stride) * stride;
  const height = Math.ceil(plane.height / stride) * stride;
  if (width === plane.width && height === plane.height) return plane;
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = Math.min(y, plane.height - 1) * plane.width;
    const row = data.subarray(y * width, (y + 1) * width);
    row.set(plane.data.subarray(from, from + plane.width));
    row.fill(plane.data[from + plane.width - 1] as number, plane.width);
  }
  return { data, width, height };
}

/** The upper left part of a plane: removes what `padPlane` added. */
export function cropPlane(plane: Plane, width: number, height: number): Plane {
  if (plane.width === width && plane.height === height) return plane;
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    data.set(plane.data.subarray(y * plane.width, y * plane.width + width), y * width);
  }
  return { data, width, height };
}
