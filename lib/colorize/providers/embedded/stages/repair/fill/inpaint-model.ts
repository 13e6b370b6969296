import type { Plane } from "../../../pixels/raster";

/** A network that paints what may have been in a hole, in a square picture. */
export type InpaintModel = {
  /** Width and height of the square. */
  side: number;
  /** How many squares one photo may take at most; what they don't reach is filled by the studio's own network. */
  mostWindows: number;
  /**
   * @param lightness L* of the square
   * @param hole 1 on what is to be filled, 0 on what is known; in row order
   * @returns L* of the whole square. Outside the hole it may differ from the input.
   */
  fill(lightness: Plane, hole: Uint8Array): Promise<Plane>;
};
