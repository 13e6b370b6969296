import { previewSide } from "@/lib/contract/limits";
import { loadPreview, mayNeedPreview } from "./load-preview";

/**
 * A small upright JPEG of a photo, large enough to find a scratch or a face in it. Where the browser cannot read the format (HEIC
 * and TIFF in most) it is the studio's preview.
 * @throws where neither can read it; the signal's reason when it aborts
 */
export async function makeCopy(file: File, signal: AbortSignal): Promise<Blob> {
  const photo = await createImageBitmap(file).catch((error: unknown) => {
    if (mayNeedPreview(file)) return null;
    throw error;
  });
  return photo ? shrink(photo) : loadPreview(file, signal);
}

async function shrink(photo: ImageBitmap): Promise<Blob> {
  try {
    const scale = Math.min(1, previewSide / Math.max(photo.width, photo.height));
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
