import { fetchFile } from "@/lib/client/job-files";
import type { Point } from "./edit-hints";

/** Enough to hit an eye; the colors of neighbors are averaged, as the eye does. */
const side = 512;

export type ColorPicker = {
  /** `#rrggbb` at a point of the picture. */
  readColor(point: Point): string;
};

/** @param url a link to a file of a job, or to a picture of this page's own. @throws {Error} when the browser cannot show it */
export async function openColorPicker(url: string): Promise<ColorPicker> {
  const image = new Image();
  // Pixels of another origin cannot be read.
  const file = url.startsWith("blob:") ? null : await fetchFile(url);
  image.src = file ? URL.createObjectURL(file) : url;
  await image.decode().finally(() => file && URL.revokeObjectURL(image.src));
  const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser has no 2D canvas.");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return {
    readColor([x, y]) {
      const at = (share: number, size: number) => Math.min(size - 1, Math.floor(share * size));
      const { data } = context.getImageData(at(x, canvas.width), at(y, canvas.height), 1, 1);
      return `#${[...data.subarray(0, 3)].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
    },
  };
}
