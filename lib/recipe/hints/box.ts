/** A part of a guide's grid, `right` and `bottom` exclusive. */
export type Box = { left: number; top: number; right: number; bottom: number };

export const widthOf = ({ left, right }: Box): number => right - left;
export const heightOf = ({ top, bottom }: Box): number => bottom - top;

/** The box with a margin, as far as the grid goes. */
export const growBox = ({ left, top, right, bottom }: Box, margin: number, width: number, height: number): Box => ({
  left: Math.max(0, left - margin),
  top: Math.max(0, top - margin),
  right: Math.min(width, right + margin),
  bottom: Math.min(height, bottom + margin),
});

/** The smallest box around both. */
export const joinBoxes = (one: Box, other: Box): Box => ({
  left: Math.min(one.left, other.left),
  top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
});

/** The plane's part in the box. */
export function cropPlane(plane: Float32Array, width: number, box: Box): Float32Array {
  const cropped = new Float32Array(widthOf(box) * heightOf(box));
  for (let y = box.top, at = 0; y < box.bottom; y++, at += widthOf(box)) {
    cropped.set(plane.subarray(y * width + box.left, y * width + box.right), at);
  }
  return cropped;
}
