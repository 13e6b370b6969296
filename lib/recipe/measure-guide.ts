import { createLabRow, linearOfSamples, putLab } from "./color/lab-row";
import type { Guide, Picture } from "./picture";

/** Longer side of a guide, in pixels. */
export const maxGuideSide = 1024;

/**
 * The small copy on which hints are planned. Take it from the same pixels on both sides: a guide of a shrunk preview gives nearly,
 * not exactly, the regions of the full picture.
 */
export function measureGuide(picture: Picture): Guide {
  const scale = Math.min(1, maxGuideSide / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const guide: Guide = {
    width,
    height,
    lightness: new Float32Array(width * height),
    a: new Float32Array(width * height),
    b: new Float32Array(width * height),
  };
  const columns = columnEnds(picture.width, width);
  const sums = new Float64Array(width * 3);
  const lab = createLabRow(width);
  for (let row = 0, y = 0; row < height; row++) {
    sums.fill(0);
    const end = Math.floor(((row + 1) * picture.height) / height);
    const rows = end - y;
    for (; y < end; y++) addRow(picture, y, columns, sums);
    for (let column = 0, from = 0; column < width; column++) {
      const to = columns[column] as number;
      const count = rows * (to - from);
      from = to;
      const red = (sums[column * 3] as number) / count;
      const green = (sums[column * 3 + 1] as number) / count;
      putLab(lab, column, red, green, (sums[column * 3 + 2] as number) / count);
      const at = row * width + column;
      guide.lightness[at] = 116 * (lab.f[column] as number) - 16;
      guide.a[at] = lab.a[column] as number;
      guide.b[at] = lab.b[column] as number;
    }
  }
  return guide;
}

/** Where the picture's columns that make up each column of the guide end, exclusive. */
const columnEnds = (from: number, to: number): Int32Array =>
  Int32Array.from({ length: to }, (_, column) => Math.floor(((column + 1) * from) / to));

function addRow(picture: Picture, y: number, columns: Int32Array, sums: Float64Array): void {
  const { data, width, channels } = picture;
  const linear = linearOfSamples(picture);
  let at = y * width * channels;
  for (let column = 0, x = 0; column < columns.length; column++) {
    const end = columns[column] as number;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (; x < end; x++, at += channels) {
      red += linear[data[at] as number] as number;
      green += linear[data[at + 1] as number] as number;
      blue += linear[data[at + 2] as number] as number;
    }
    sums[column * 3] = (sums[column * 3] as number) + red;
    sums[column * 3 + 1] = (sums[column * 3 + 1] as number) + green;
    sums[column * 3 + 2] = (sums[column * 3 + 2] as number) + blue;
  }
}
