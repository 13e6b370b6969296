import type { Plane } from "../../../pixels/raster";

/** Makes one face clear. Input and output are L* 0 to 100, `side` × `side`, aligned as `alignment` says (align-face.ts). */
export type ClarityModel = {
  side: number;
  alignment: "square" | "ffhq";
  restore(lightness: Plane): Promise<Plane>;
};
