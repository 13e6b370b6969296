/** For each column of a photo: the two columns of a coarser grid on its sides, and the weight of the right one. */
export type Columns = { left: Int32Array; right: Int32Array; share: Float32Array };

export function columnsBetween(width: number, gridWidth: number): Columns {
  const columns = { left: new Int32Array(width), right: new Int32Array(width), share: new Float32Array(width) };
  for (let x = 0; x < width; x++) {
    const at = Math.max(0, Math.min(gridWidth - 1, ((x + 0.5) * gridWidth) / width - 0.5));
    const left = Math.floor(at);
    columns.left[x] = left;
    columns.right[x] = Math.min(gridWidth - 1, left + 1);
    columns.share[x] = at - left;
  }
  return columns;
}

/** Interpolates the grid's row at row `y` of a photo with `rows` rows. `into` must have the length of a grid row. */
export function rowBetween(grid: Float32Array, gridRows: number, y: number, rows: number, into: Float32Array): void {
  const at = Math.max(0, Math.min(gridRows - 1, ((y + 0.5) * gridRows) / rows - 0.5));
  const top = Math.floor(at);
  const share = at - top;
  const upper = top * into.length;
  const lower = Math.min(gridRows - 1, top + 1) * into.length;
  for (let i = 0; i < into.length; i++) {
    const value = grid[upper + i] as number;
    into[i] = value + ((grid[lower + i] as number) - value) * share;
  }
}
