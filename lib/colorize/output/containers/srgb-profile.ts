import sharp from "sharp";

let profile: Promise<Buffer> | undefined;

/** The sRGB ICC profile that ships with libvips, as bytes. */
export function srgbProfile(): Promise<Buffer> {
  profile ??= sharp({ create: { width: 1, height: 1, channels: 3, background: "#000" } })
    .withIccProfile("srgb")
    .png()
    .toBuffer()
    .then((png) => sharp(png).metadata())
    .then(({ icc }) => icc ?? Promise.reject(new Error("libvips wrote no sRGB profile")));
  return profile;
}
