import { readFile } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { checkPage, type Decoded, type ForeignTask, Refusal } from "../foreign-task";
import { findPreviews, type Preview } from "./find-previews";
import { directoryBytes, findDirectory, readDirectory } from "./read-main-directory";

/** Longer side in pixels; smaller ones are for the camera's own screen. */
const minSide = 640;
/** A preview that does not decode may be raw pixels that look like one; the next may be real. */
const maxTries = 4;
const orientationTag = 274;

/** The largest preview that a camera put into its raw file, upright. */
export async function decodeRaw(task: ForeignTask): Promise<Decoded> {
  const file = await readFile(task.path);
  checkPage(task.page, 1);
  const previews = findPreviews(file).filter(
    ({ width, height }) => Math.max(width, height) >= minSide && width * height <= task.maxPixels,
  );
  if (previews.length === 0)
    throw new Refusal(
      "image_unsupported",
      "The raw file holds no preview of the camera's that is large enough. Develop it, save it as TIFF or JPEG, and send that.",
    );
  let failure: unknown;
  for (const preview of previews.slice(0, maxTries)) {
    try {
      await writePreview(file, preview, task.outPath);
      return { pages: 1, notes: ["raw_preview"] };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function writePreview(file: Buffer, { at }: Preview, outPath: string): Promise<void> {
  const bytes = file.subarray(at);
  const image = sharp(bytes, { failOn: "error", limitInputPixels: false });
  const { orientation } = await image.metadata();
  const upright = orientation ? image.autoOrient() : turn(image, readOrientation(file));
  await upright.keepIccProfile().tiff({ compression: "none" }).toFile(outPath);
}

/** Cameras turn; they never mirror. */
function turn(image: Sharp, orientation: number): Sharp {
  const degrees: Record<number, number> = { 3: 180, 6: 90, 8: 270 };
  return image.rotate(degrees[orientation] ?? 0);
}

/** Of the file's main directory, which in Canon's newer files is in a box of its own. 1 where it says nothing. */
function readOrientation(file: Buffer): number {
  const boxed = file.toString("latin1", 4, 12) === "ftypcrx " ? file.indexOf("CMT1") + 4 : 0;
  const tiff = file.subarray(boxed);
  const at = findDirectory(tiff);
  if (at === null) return 1;
  return readDirectory(tiff.subarray(at, at + directoryBytes), tiff).get(orientationTag) ?? 1;
}
