import type { Raster } from "../../lib/colorize/providers/embedded/pixels/raster";
import type { ChosenStrip } from "./choose-strips";
import { decodeTruth } from "./decode-truth";
import { pictureSide, type SheetStrip } from "./draw-sheet";
import type { EvaluatedPhoto } from "./evaluation";
import type { Colouring } from "./open-colourings";
import { readPhotos } from "./read-photos";
import { shrinkPicture } from "./shrink-picture";
import { compareWithGrey } from "./summarize-photos";

const signed = new Intl.NumberFormat("en", {
  signDisplay: "exceptZero",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** Colours the photos of a sheet once more, so that nobody keeps the pictures of thousands. */
export async function paintStrips(dir: string, strips: ChosenStrip[], colourings: Colouring[]): Promise<SheetStrip[]> {
  const wanted = new Set(strips.map(({ photo }) => photo.sha256));
  const pictures = new Map<string, SheetStrip["pictures"]>();
  for await (const { sha256, bytes } of readPhotos(dir)) {
    const photo = wanted.delete(sha256) && strips.find((strip) => strip.photo.sha256 === sha256)?.photo;
    const truth = photo ? await decodeTruth(bytes) : null;
    if (photo && truth) pictures.set(sha256, await paintPictures(photo, truth, colourings));
  }
  return strips.map(({ photo, title }) => ({ title, pictures: pictures.get(photo.sha256) ?? [] }));
}

async function paintPictures(
  photo: EvaluatedPhoto,
  truth: Raster,
  colourings: Colouring[],
): Promise<SheetStrip["pictures"]> {
  const pictures: SheetStrip["pictures"] = [];
  for (const { name, colour } of colourings) {
    const { psnrDb, gainDb } = compareWithGrey(photo, name);
    const told = name === "grey" ? psnrDb.toFixed(1) : signed.format(gainDb);
    pictures.push({ caption: `${name} ${told} dB`, png: await shrinkPicture(await colour(truth), pictureSide) });
  }
  return [...pictures, { caption: "truth", png: await shrinkPicture(truth, pictureSide) }];
}
