/** The side of a square that is looked at, in pixels, and how many of them a photo gets across and down. */
const patchSide = 128;
const patchesPerSide = 4;
/** Of 255: what is darker or lighter counts as black or white. JPEG leaves grays along every edge of a halftone. */
const [black, white] = [64, 191];
/** The share of grays that a picture of pure black and white may have. Photographs have several times as much. */
const mostGray = 0.2;
const leastInk = 0.001;

/**
 * Whether a picture looks like pure black and white in its own resolution: a smooth small copy of it would be gray. Rough, since
 * the studio judges the copy itself.
 * @param patches RGBA samples of parts of the picture, at their own size
 */
export function isBilevel(patches: readonly Uint8ClampedArray[]): boolean {
  let [dark, light, all] = [0, 0, 0];
  for (const samples of patches) {
    for (let at = 0; at < samples.length; at += 4) {
      const green = samples[at + 1] ?? 0;
      if (green <= black) dark += 1;
      else if (green >= white) light += 1;
      all += 1;
    }
  }
  return all > 0 && Math.min(dark, light) >= all * leastInk && all - dark - light <= all * mostGray;
}

/** Parts of a picture spread evenly over it. Empty where the browser gives no 2D canvas. */
export function readPatches(picture: ImageBitmap): Uint8ClampedArray[] {
  const [width, height] = [picture.width, picture.height].map((side) => Math.min(side, patchSide));
  const context = new OffscreenCanvas(width ?? 1, height ?? 1).getContext("2d", { willReadFrequently: true });
  if (!context) return [];
  const { canvas } = context;
  const patches: Uint8ClampedArray[] = [];
  for (let row = 0; row < patchesPerSide; row += 1) {
    for (let column = 0; column < patchesPerSide; column += 1) {
      const left = Math.round(((picture.width - canvas.width) * column) / (patchesPerSide - 1));
      const top = Math.round(((picture.height - canvas.height) * row) / (patchesPerSide - 1));
      context.drawImage(picture, -left, -top);
      patches.push(context.getImageData(0, 0, canvas.width, canvas.height).data);
    }
  }
  return patches;
}
