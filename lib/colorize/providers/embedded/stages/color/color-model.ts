import type { Plane } from "../../pixels/raster";

type Size = { width: number; height: number };

/** A network that gives color for lightness, whatever its graph is fed with inside. */
export type ColorModel = {
  /** The size a picture is fed at for a wanted short side; a graph of one size stretches every picture to that. */
  sizeFor(picture: Size, shortSide: number): Size;
  /**
   * CIELAB a and b at any size; they cover the picture as `lightness` does. `inferenceMs` is what the graph alone took.
   * @param lightness L* 0..100 at a size that `sizeFor` gave
   */
  predict(lightness: Plane): Promise<{ a: Plane; b: Plane; inferenceMs: number }>;
};
