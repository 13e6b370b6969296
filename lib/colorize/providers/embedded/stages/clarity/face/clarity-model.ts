import type { Plane } from "../../../pixels/raster";

/** Makes one face clear. It is fed and gives L* 0..100, `side` × `side`, the face lying as `alignment` says (align-face.ts). */
export type ClarityModel = {
  side: number;
  alignment: "square" | "ffhq";
  restore(lightness: Plane): Promise<Plane>;
};
