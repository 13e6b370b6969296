import sharp from "sharp";
import { grayOfLightness } from "../../../pixels/convert-lab";
import type { Plane } from "../../../pixels/raster";

/** The lightness (L* 0 to 100) as a gray PNG of 8 bits, sRGB, without metadata. */
export async function drawGrayPicture({ data, width, height }: Plane): Promise<Uint8Array> {
  const gray = Uint8Array.from(data, (lightness) => grayOfLightness(lightness) * 255 + 0.5);
  // Without the color space sharp would write three channels, which triples what goes over the network.
  return sharp(gray, { raw: { width, height, channels: 1 } })
    .toColourspace("b-w")
    .png()
    .toBuffer();
}
