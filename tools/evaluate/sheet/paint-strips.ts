import sharp from "sharp";
import type { Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";
import type { Coloring } from "../coloring/open-colorings";
import { decodeTruth, readPhotos } from "../photos/read-photos";
import type { EvaluatedPhoto } from "../report/evaluation";
import { compareWithGray } from "../report/summarize-photos";
import type { ChosenStrip } from "./choose-strips";
import type { SheetStrip } from "./draw-sheet";

const signed = new Intl.NumberFormat("en", {
  signDisplay: "exceptZero",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/**
 * Colors the photos of a sheet once more, so that nobody keeps the pictures of thousands.
 * @param side of each picture, in pixels
 */
export async function paintStrips(
  dir: string,
  strips: ChosenStrip[],
  colorings: Coloring[],
  { side, faded }: { side: number; faded: boolean },
): Promise<SheetStrip[]> {
  const wanted = new Set(strips.map(({ photo }) => photo.sha256));
  const pictures = new Map<string, SheetStrip["pictures"]>();
  for await (const { sha256, bytes } of readPhotos(dir)) {
    const photo = wanted.delete(sha256) && strips.find((strip) => strip.photo.sha256 === sha256)?.photo;
    const truth = photo ? await decodeTruth(bytes, faded) : null;
    if (photo && truth) pictures.set(sha256, await paintPictures(photo, truth, colorings, side));
  }
  return strips.map(({ photo, title }) => ({ title, pictures: pictures.get(photo.sha256) ?? [] }));
}

async function paintPictures(
  photo: EvaluatedPhoto,
  truth: Raster,
  colorings: Coloring[],
  side: number,
): Promise<SheetStrip["pictures"]> {
  const pictures: SheetStrip["pictures"] = [];
  for (const { name, color } of colorings) {
    const { psnrDb, gainDb } = compareWithGray(photo, name);
    const told = name === "gray" ? psnrDb.toFixed(1) : signed.format(gainDb);
    pictures.push({ caption: `${name} ${told} dB`, png: await shrinkPicture(await color(truth), side) });
  }
  return [...pictures, { caption: "truth", png: await shrinkPicture(truth, side) }];
}

/** The middle square of a picture, `side` pixels wide, as PNG. */
export function shrinkPicture({ pixels, width, height, channels }: Raster, side: number): Promise<Buffer> {
  const picture = sharp(pixels, { raw: { width, height, channels }, limitInputPixels: false });
  return picture.removeAlpha().resize(side, side, { fit: "cover" }).png().toBuffer();
}
