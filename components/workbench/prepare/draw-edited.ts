import { cropBox, type Edits, turnedSize } from "@/lib/contract/photos/edits";

type Picture = CanvasImageSource & { width: number; height: number };
type Options = { maxSide: number; smooth: boolean };

/**
 * A page with its turn, crop and inversion, at most `maxSide` pixels long: a JPEG, or a PNG of pixels as they are where it must not
 * be `smooth`. The studio does the same to the photo itself:
 * both take their geometry from the contract.
 * @throws {Error} where the browser has no 2D canvas
 */
export function drawEdited(
  page: Picture,
  { rotate, crop, invert }: Edits,
  { maxSide, smooth }: Options,
): Promise<Blob> {
  const turned = turnedSize(page, rotate);
  const box = cropBox(turned, crop);
  const scale = Math.min(1, maxSide / Math.max(box.width, box.height));
  const [width, height] = [box.width, box.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no 2D canvas.");
  context.imageSmoothingEnabled = smooth;
  context.imageSmoothingQuality = "high";
  // The corners beside a turned photo.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.translate(turned.width / 2 - box.left, turned.height / 2 - box.top);
  context.rotate((rotate * Math.PI) / 180);
  context.drawImage(page, -page.width / 2, -page.height / 2);
  if (invert) {
    // The distance to white; `filter` is not known to every browser.
    context.resetTransform();
    context.globalCompositeOperation = "difference";
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  return canvas.convertToBlob(smooth ? { type: "image/jpeg", quality: 0.9 } : { type: "image/png" });
}
