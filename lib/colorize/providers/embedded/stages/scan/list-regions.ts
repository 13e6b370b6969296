import type { Ground } from "./find-ground";

/** A connected part of a scan that is not ground. `points` are the corners of its outermost pixels, row by row, without what `openBy` took off. */
export type Region = { area: number; points: { x: number; y: number }[] };

/** In pixels of the small scan: half the width of what is dropped as dust, hair and lines. */
const openBy = 2;

/** What lies on the ground, each as the ends of its rows. Ground inside a photo, such as a white sky, belongs to the photo. */
export function listRegions({ distance, tolerance }: Ground, width: number, height: number): Region[] {
  const ground = fillGround(distance, tolerance, width, height);
  const core = erode(ground, width, height);
  const seen = new Uint8Array(core.length);
  const regions: Region[] = [];
  for (let start = 0; start < core.length; start++) {
    if (core[start] && !seen[start]) regions.push(gather(core, seen, start, width, height));
  }
  return regions;
}

/** 1 for pixels of the ground that are connected with the frame. */
function fillGround(distance: Float32Array, tolerance: number, width: number, height: number): Uint8Array {
  const ground = new Uint8Array(distance.length);
  const queue: number[] = [];
  const visit = (cell: number) => {
    if (ground[cell] || (distance[cell] as number) > tolerance) return;
    ground[cell] = 1;
    queue.push(cell);
  };
  for (let x = 0; x < width; x++) [x, (height - 1) * width + x].forEach(visit);
  for (let y = 0; y < height; y++) [y * width, y * width + width - 1].forEach(visit);
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
    const x = cell % width;
    if (x > 0) visit(cell - 1);
    if (x < width - 1) visit(cell + 1);
    if (cell >= width) visit(cell - width);
    if (cell < ground.length - width) visit(cell + width);
  }
  return ground;
}

/** 1 where no ground lies within `openBy`. */
function erode(ground: Uint8Array, width: number, height: number): Uint8Array {
  const across = new Uint8Array(ground.length);
  const core = new Uint8Array(ground.length).fill(1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ground[y * width + x]) {
        across.fill(1, y * width + Math.max(0, x - openBy), y * width + Math.min(width, x + openBy + 1));
      }
    }
  }
  for (let y = 0; y < height; y++) {
    const [from, to] = [Math.max(0, y - openBy), Math.min(height - 1, y + openBy)];
    for (let x = 0; x < width; x++) {
      if (!across[y * width + x]) continue;
      for (let row = from; row <= to; row++) core[row * width + x] = 0;
    }
  }
  return core;
}

function gather(core: Uint8Array, seen: Uint8Array, start: number, width: number, height: number): Region {
  const left = new Int32Array(height).fill(width);
  const right = new Int32Array(height).fill(-1);
  const queue = [start];
  seen[start] = 1;
  let area = 0;
  const visit = (cell: number) => {
    if (!core[cell] || seen[cell]) return;
    seen[cell] = 1;
    queue.push(cell);
  };
  for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
    const [x, y] = [cell % width, Math.floor(cell / width)];
    area++;
    left[y] = Math.min(left[y] as number, x);
    right[y] = Math.max(right[y] as number, x);
    if (x > 0) visit(cell - 1);
    if (x < width - 1) visit(cell + 1);
    if (y > 0) visit(cell - width);
    if (y < height - 1) visit(cell + width);
  }
  const points: Region["points"] = [];
  for (let y = 0; y < height; y++) {
    const [from, to] = [left[y] as number, (right[y] as number) + 1];
    if (to > from) points.push({ x: from, y }, { x: to, y }, { x: from, y: y + 1 }, { x: to, y: y + 1 });
  }
  return { area, points };
}
