import { boxMean } from "../../pixels/box-mean";
import type { Plane } from "../../pixels/raster";
import { columnsBetween, rowBetween } from "../../pixels/stretch-row";

/** Side of a block in pixels. The share of detail that the change removes is measured per block. */
const block = 16;
/** Radii in blocks: `near` for a block's share, `around` for the surroundings it is compared with. */
const near = 1;
const around = 6;
/** Fine detail (grain or texture) is smaller than this radius in pixels. */
const fineRadius = 2;
/** How much a share may exceed its surroundings, as a factor; and a share that is too small to be seen. */
const slack = 1.25;
const unseen = 0.05;

/**
 * Evens out how much of the photo's fine detail a change removes. Where the network treats one patch as grain and its surroundings
 * as texture, that patch would look waxy. What the change adds, such as sharper edges, is kept.
 */
export function evenChange(change: Plane, lightness: Plane): Plane {
  const [fine, changed] = [fineDetail(lightness), fineDetail(change)];
  const removed = sumBlocks({ ...change, data: changed.map((value, i) => -value * (fine[i] as number)) });
  const present = boxMean(sumBlocks({ ...change, data: fine.map((value) => value * value) }), near);
  const shares = boxMean(removed, near);
  shares.data.forEach((sum, i) => {
    shares.data[i] = Math.max(0, Math.min(1, sum / ((present.data[i] as number) + 1e-3)));
  });
  const surrounding = boxMean(shares, around);
  const scale = shares.data.map((share, i) =>
    Math.min(1, (slack * (surrounding.data[i] as number) + unseen) / Math.max(share, unseen)),
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

/** Multiplies a plane by a coarser grid, interpolated to the plane's size. */
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
