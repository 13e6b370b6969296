import { boxMean } from "../../pixels/box-mean";
import type { Plane } from "../../pixels/raster";
import { columnsBetween, rowBetween } from "../../pixels/stretch-row";

/** Pixels of a block; shares of what is removed are known per block. */
const block = 16;
/** In blocks: what a share is taken over, and what it may not stand out of. */
const near = 1;
const around = 6;
/** Finer than this radius, in pixels, is fine detail: grain or texture. */
const fineRadius = 2;
/** How far a share may stand out, and what is too little to be seen. */
const slack = 1.25;
const unseen = 0.05;

/**
 * A change with what it removes of a photo's fine detail evened out: where the network takes a patch for grain and all around it
 * for texture, the patch would look like wax. What it adds, sharper edges for instance, stays.
 */
export function evenChange(change: Plane, lightness: Plane): Plane {
  const [fine, changed] = [fineDetail(lightness), fineDetail(change)];
  const removed = sumBlocks({ ...change, data: changed.map((value, i) => -value * (fine[i] as number)) });
  const present = boxMean(sumBlocks({ ...change, data: fine.map((value) => value * value) }), near);
  const shares = boxMean(removed, near);
  shares.data.forEach((sum, i) => {
    shares.data[i] = Math.max(0, Math.min(1, sum / ((present.data[i] as number) + 1e-3)));
  });
  const usual = boxMean(shares, around);
  const scale = shares.data.map((share, i) =>
    Math.min(1, (slack * (usual.data[i] as number) + unseen) / Math.max(share, unseen)),
  );
  return scaleBy(change, { ...shares, data: scale });
}

function fineDetail(plane: Plane): Float32Array {
  const smooth = boxMean(plane, fineRadius).data;
  return plane.data.map((value, i) => value - (smooth[i] as number));
}

function sumBlocks({ data, width, height }: Plane): Plane {
  const columns = Math.ceil(width / block);
  const sums = new Float32Array(columns * Math.ceil(height / block));
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / block) * columns;
    for (let x = 0; x < width; x++) {
      const at = row + Math.floor(x / block);
      sums[at] = (sums[at] as number) + (data[y * width + x] as number);
    }
  }
  return { data: sums, width: columns, height: sums.length / columns };
}

/** Each value times that of a coarser grid, brought up to its size. */
function scaleBy({ data, width, height }: Plane, grid: Plane): Plane {
  const { left, right, share } = columnsBetween(width, grid.width);
  const coarse = new Float32Array(grid.width);
  const scaled = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    rowBetween(grid.data, grid.height, y, height, coarse);
    for (let x = 0; x < width; x++) {
      const from = coarse[left[x] as number] as number;
      const factor = from + ((coarse[right[x] as number] as number) - from) * (share[x] as number);
      scaled[y * width + x] = (data[y * width + x] as number) * factor;
    }
  }
  return { data: scaled, width, height };
}
