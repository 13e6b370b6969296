import type { PhotoNote } from "../../../contract/photos/photo-notes";
import { createRowConverter } from "./convert-row";
import { readTiffFile } from "./read-directories";
import { readLayout } from "./read-layout";
import { readRows } from "./read-rows";
import { findRange } from "./sample-range";
import { photometrics, tiffTags } from "./tiff-tags";
import { writePlainTiff } from "./write-plain-tiff";

export type TiffTask = {
  path: string;
  /** Of the directory, from 0. */
  index: number;
  outPath: string;
};

/**
 * Writes a page whose samples libvips cannot read, or reads as something else, as a plain TIFF of 8 or 16 bits with its profile and
 * orientation. One row is in memory at a time.
 * @throws {Error} where the data is damaged
 */
export async function convertTiff({ path, index, outPath }: TiffTask): Promise<{ notes: PhotoNote[] }> {
  const file = await readTiffFile(path);
  const directory = file?.directories[index];
  const layout = file && directory ? await readLayout(directory, file.bigEndian) : null;
  if (!directory || !layout) throw new Error("The page is gone.");
  const readAll = () => readRows(path, directory, layout);
  const isLab = layout.photometric === photometrics.cielab || layout.photometric === photometrics.icclab;
  const range = isLab ? { low: 0, high: 1, isMeasured: false } : await findRange(directory, layout, readAll);
  const converter = createRowConverter(layout, { range, colorMap: await directory.numbers(tiffTags.colorMap) });
  const profile = converter.isSrgb ? null : await directory.numbers(tiffTags.icc);
  const { width, height, orientation, extra } = layout;
  const { channels, bits } = converter;
  const picture = { width, height, channels, bits, orientation, icc: profile && Buffer.from(profile) };
  const out = bits === 8 ? new Uint8Array(width * channels) : new Uint16Array(width * channels);
  await writePlainTiff(outPath, picture, convertAll());
  const notes: PhotoNote[] = [];
  if (extra.includes(0)) notes.push("extra_channels");
  if (range.isMeasured) notes.push("float_range");
  return { notes };

  async function* convertAll() {
    for await (const row of readAll()) {
      converter.convert(row, out);
      yield out;
    }
  }
}
