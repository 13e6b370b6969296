import type { Plane } from "../../pixels/raster";

type Size = { width: number; height: number };

/** A network that predicts color from lightness, whatever input its graph takes. */
export type ColorModel = {
  /** The photo goes to an engine elsewhere, unchanged. A network, ours or published, is shown it with its contrast restored. */
  takesPhotoAsIs?: true;
  /** The input size for a wanted short side. A graph with a fixed input size always returns that size. */
  sizeFor(picture: Size, shortSide: number): Size;
  /**
   * CIELAB a and b of the whole picture, at any size. `inferenceMs` is the time of the graph alone.
   * @param lightness L* 0 to 100, at a size that `sizeFor` returned
   */
  predict(lightness: Plane): Promise<{ a: Plane; b: Plane; inferenceMs: number }>;
};
