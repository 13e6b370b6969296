import { encodedOf, luminanceOf } from "./transfer-tables";

/** The sRGB code value 0..1 that red, green and blue of a gray have at a lightness L* 0..100. */
export const grayOfLightness = (lightness: number): number => encodedOf(luminanceOf((lightness + 16) / 116));
