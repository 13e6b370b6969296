import type { OutputFormat } from "../../contract/order";
import { freshXmp } from "../output/metadata/ai-mark";
import { writeOutput } from "../output/write-output";
import { openStored } from "./read-pixels";

const previewSide = 1600;
const cardSide = 1200;
const fit = { fit: "inside", withoutEnlargement: true } as const;

type Drawing = { from: string; to: string };
type Marked = Drawing & { side: number; format: OutputFormat };

/** The photo as it came in, small and without its metadata. */
export async function drawBefore({ from, to }: Drawing): Promise<void> {
  await openStored(from).resize(previewSide, previewSide, fit).webp({ quality: 88 }).toFile(to);
}

/** The output, small, with the mark that a model colorized it and without any other metadata. */
export const drawAfter = (drawing: Drawing): Promise<void> =>
  drawMarked({ ...drawing, side: previewSide, format: "webp" });

/** The same as JPEG, which every preview of a link can show. */
export const drawCard = (drawing: Drawing): Promise<void> => drawMarked({ ...drawing, side: cardSide, format: "jpeg" });

function drawMarked({ from, to, side, format }: Marked): Promise<void> {
  const image = openStored(from).resize(side, side, fit).toColourspace("srgb");
  return writeOutput(image, { path: to, format, metadata: { icc: null, exif: null, xmp: Buffer.from(freshXmp) } });
}
