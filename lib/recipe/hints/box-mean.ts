/** Mean over a square window of 2 × radius + 1 pixels, cropped at the borders. The time does not depend on the radius. */
export function boxMean(plane: Float32Array, width: number, radius: number): Float32Array {
  const height = plane.length / width;
  const rows = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) meanAlong(plane, y * width, width, radius, rows);
  return meanDown(rows, width, height, radius);
}

function meanAlong(plane: Float32Array, start: number, width: number, radius: number, into: Float32Array): void {
  let sum = 0;
  let count = Math.min(radius, width);
  for (let x = 0; x < count; x++) sum += plane[start + x] as number;
  // Before, between and after the columns whose window is whole.
  const whole = Math.max(0, width - radius);
  const share = 1 / (2 * radius + 1);
  for (let x = 0; x < width; x++) {
    const enters = x < whole;
    const leaves = x > radius;
    if (enters) sum += plane[start + x + radius] as number;
    if (leaves) sum -= plane[start + x - radius - 1] as number;
    if (enters && leaves) into[start + x] = sum * share;
    else {
      count += (enters ? 1 : 0) - (leaves ? 1 : 0);
      into[start + x] = sum / count;
    }
  }
}

/** One running sum per column, so that memory is read in order. */
function meanDown(rows: Float32Array, width: number, height: number, radius: number): Float32Array {
  const out = new Float32Array(rows.length);
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y++) accumulate(sums, rows, y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) accumulate(sums, rows, y + radius, 1);
    if (y - radius > 0) accumulate(sums, rows, y - radius - 1, -1);
    const share = 1 / (Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1);
    for (let x = 0; x < width; x++) out[y * width + x] = (sums[x] as number) * share;
  }
  return out;
}

function accumulate(sums: Float64Array, rows: Float32Array, y: number, sign: 1 | -1): void {
  const from = y * sums.length;
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] as number) + sign * (rows[from + x] as number);
}

/** The product of two planes, pixel by pixel. */
export function multiply(left: Float32Array, right: Float32Array): Float32Array {
  const product = new Float32Array(left.length);
  for (let i = 0; i < left.length; i++) product[i] = (left[i] as number) * (right[i] as number);
  return product;
}

/** A plane as a linear function of a guide in the windows around each pixel: plane ≈ slope × guide + offset. */
export type LinearFit = { slope: Float32Array; offset: Float32Array };

/**
 * A guided filter (He, Sun, Tang 2010): applied to the guide, or to a larger copy of it, the fit follows the guide's edges.
 * @param smoothness the variance of the guide below which it counts as flat
 */
export function createLinearFitter(guide: Float32Array, width: number, radius: number, smoothness: number) {
  const mean = boxMean(guide, width, radius);
  const squares = boxMean(multiply(guide, guide), width, radius);
  return (plane: Float32Array): LinearFit => {
    const planeMean = boxMean(plane, width, radius);
    const product = boxMean(multiply(guide, plane), width, radius);
    const slope = new Float32Array(plane.length);
    const offset = new Float32Array(plane.length);
    for (let i = 0; i < plane.length; i++) {
      const center = mean[i] as number;
      const variance = Math.max(0, (squares[i] as number) - center * center);
      slope[i] = ((product[i] as number) - center * (planeMean[i] as number)) / (variance + smoothness);
      offset[i] = (planeMean[i] as number) - (slope[i] as number) * center;
    }
    return { slope: boxMean(slope, width, radius), offset: boxMean(offset, width, radius) };
  };
}
