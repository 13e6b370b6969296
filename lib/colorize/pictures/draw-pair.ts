import sharp from "sharp";
import { freshXmp } from "../output/metadata/ai-mark";
import { writeOutput } from "../output/write-output";
import { drawLabel } from "./draw-label";
import { fitInside, readPixels, type Size, stepLimit } from "./read-pixels";

const halfSide = 1200;

export type PairDrawing = { before: string; after: string; size: Size; to: string };

/** Both photos side by side in one JPEG, at most 2,400 pixels wide, with a white line between them and their labels. */
export async function drawPair({ before, after, size, to }: PairDrawing): Promise<void> {
  const { width, height } = fitInside(size, halfSide);
  const line = Math.max(2, Math.round(width / 200));
  const raw = { width, height, channels: 3 } as const;
  const canvas = { width: 2 * width + line, height, channels: 3, background: "#fff" } as const;
  const right = width + line;
  const image = sharp({ create: canvas })
    .timeout(stepLimit)
    .composite([
      { input: await readPixels(before, raw), raw, left: 0, top: 0 },
      { input: await readPixels(after, raw), raw, left: right, top: 0 },
      ...(await placeLabels(raw, right)),
    ]);
  const metadata = { icc: null, exif: null, xmp: Buffer.from(freshXmp) };
  await writeOutput(image, { path: to, format: "jpeg", metadata });
}

/** In the lower left corner of each half; none where a half is too small for them. */
async function placeLabels({ width, height }: Size, right: number) {
  const plate = Math.max(14, Math.round(Math.min(width, height) / 24));
  const margin = Math.round(plate / 2);
  if (width < plate * 6 || height < plate * 3) return [];
  const top = height - plate - margin;
  return [
    { input: drawLabel("before", plate), left: margin, top },
    { input: drawLabel("after", plate), left: right + margin, top },
  ];
}
