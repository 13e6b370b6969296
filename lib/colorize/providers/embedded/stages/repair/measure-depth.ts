/** A picture of zeros and ones in row order. */
export type Bits = { data: Uint8Array; width: number; height: number };

/**
 * The depth of each 1: its distance to the nearest 0 in steps to any of the eight neighbors, so 1 at the rim. The outside of the
 * picture does not count as 0. In a picture without any 0 every depth is width + height.
 */
export function measureDepth({ data, width, height }: Bits): Int32Array {
  const farthest = width + height;
  const depth = Int32Array.from(data, (bit) => (bit ? farthest : 0));
  const lower = (at: number, from: number) => {
    const near = (depth[from] as number) + 1;
    if (near < (depth[at] as number)) depth[at] = near;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (depth[at] === 0) continue;
      if (x > 0) lower(at, at - 1);
      if (y === 0) continue;
      lower(at, at - width);
      if (x > 0) lower(at, at - width - 1);
      if (x < width - 1) lower(at, at - width + 1);
    }
  }
  for (let y = height - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--) {
      const at = y * width + x;
      if (depth[at] === 0) continue;
      if (x < width - 1) lower(at, at + 1);
      if (y === height - 1) continue;
      lower(at, at + width);
      if (x < width - 1) lower(at, at + width + 1);
      if (x > 0) lower(at, at + width - 1);
    }
  }
  return depth;
}
