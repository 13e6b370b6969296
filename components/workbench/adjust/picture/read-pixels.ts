import type { Picture } from "@/lib/recipe/picture";

/** A canvas' pixels: RGBA, as the pixel module takes them. */
export type Pixels = Picture & { data: Uint8ClampedArray<ArrayBuffer>; channels: 4 };

/** Rows that are read from a canvas at a time: browsers bound a canvas' size more than a picture's. */
const bandRows = 256;

/** Workers have only the one, some older browsers only the other. */
function openCanvas(width: number, height: number) {
  const canvas =
    typeof OffscreenCanvas === "undefined"
      ? Object.assign(document.createElement("canvas"), { width, height })
      : new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context || !("drawImage" in context)) throw new Error("This browser has no 2D canvas.");
  context.imageSmoothingQuality = "high";
  return { canvas, context };
}

/** A picture in sRGB whose longer side has at most `side` pixels. */
export function readShrunk(bitmap: ImageBitmap, side: number): Pixels {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const { context } = openCanvas(width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return { data: context.getImageData(0, 0, width, height).data, width, height, channels: 4 };
}

/** Every pixel, in sRGB. `pause` lets other work in between two bands. */
export async function readAll(bitmap: ImageBitmap, pause: () => Promise<void>): Promise<Pixels> {
  const { width, height } = bitmap;
  const data = new Uint8ClampedArray(width * height * 4);
  const { context } = openCanvas(width, Math.min(bandRows, height));
  for (let from = 0; from < height; from += bandRows) {
    const rows = Math.min(bandRows, height - from);
    context.clearRect(0, 0, width, rows);
    context.drawImage(bitmap, 0, -from);
    data.set(context.getImageData(0, 0, width, rows).data, from * width * 4);
    await pause();
  }
  return { data, width, height, channels: 4 };
}

/** As PNG, for the few pictures that are see-through in places. */
export async function encodePng({ data, width, height }: Pixels): Promise<Blob> {
  const { canvas, context } = openCanvas(width, height);
  context.putImageData(new ImageData(data, width, height), 0, 0);
  if ("convertToBlob" in canvas) return canvas.convertToBlob({ type: "image/png" });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large for this browser."))));
  });
}

export function isSeeThrough({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true;
  return false;
}
