/** Pixels of the longer side: enough to find a scratch or a face in a small upload. The studio accepts up to 2048. */
const copySide = 1600;

/**
 * A small upright JPEG of a photo.
 * @throws where the browser cannot read the photo's format (HEIC and TIFF in most)
 */
export async function makeCopy(file: Blob): Promise<Blob> {
  const photo = await createImageBitmap(file);
  try {
    const scale = Math.min(1, copySide / Math.max(photo.width, photo.height));
    const [width, height] = [photo.width, photo.height].map((side) => Math.max(1, Math.round(side * scale)));
    const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("This browser has no 2D canvas.");
    context.imageSmoothingQuality = "high";
    context.drawImage(photo, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
  } finally {
    photo.close();
  }
}
