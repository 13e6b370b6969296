import type { TiffDirectory, TiffFile } from "../tiff/read-directories";
import { tiffTags } from "../tiff/tiff-tags";
import { makeGrayIcc, makeRgbIcc, type Transfer } from "./make-icc";
import { isLike, type Primaries, srgbPrimaries } from "./primaries";
import { readAdobeColor } from "./read-exif-color";

/** A table of as many entries as a code has values, at most; fewer are enough for any curve. */
const mostTransfer = 3 * 65_536;
const curvePoints = 4096;

/** What a page without a profile says in EXIF, or with TransferFunction, PrimaryChromaticities and WhitePoint; null for sRGB. */
export async function readTiffColor(file: TiffFile, directory: TiffDirectory, isGray: boolean): Promise<Buffer | null> {
  const adobe = isGray ? null : await readAdobeColor(file, directory);
  if (adobe) return adobe;
  const transfer = await readTransfer(directory);
  if (isGray) return transfer && makeGrayIcc(transfer, "gray");
  const primaries = (await readPrimaries(directory)) ?? srgbPrimaries;
  if (!transfer && isLike(primaries, srgbPrimaries)) return null;
  return makeRgbIcc(primaries, transfer ?? { gamma: 2.2 }, "photo");
}

/** TransferFunction: linear light for each code value, 0 to 65535. One curve for all channels is all that is found. */
async function readTransfer(directory: TiffDirectory): Promise<Transfer | null> {
  const values = await directory.numbers(tiffTags.transfer, mostTransfer);
  const size = 2 ** ((await directory.numbers(tiffTags.bits))?.[0] ?? 8);
  if (!values || values.length < size || size < 2) return null;
  const points = Math.min(size, curvePoints);
  const at = (index: number) => (values[Math.round((index / (points - 1)) * (size - 1))] as number) / 65_535;
  const table = Array.from({ length: points }, (_, index) => at(index));
  return table.every((value, index) => index === 0 || value >= (table[index - 1] as number)) ? { table } : null;
}

async function readPrimaries(directory: TiffDirectory): Promise<Primaries | null> {
  const colors = await directory.numbers(tiffTags.primaries, 6);
  const white = await directory.numbers(tiffTags.whitePoint, 2);
  if (colors?.length !== 6 || white?.length !== 2) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = colors;
  const [x = 0, y = 0] = white;
  const found: Primaries = { white: [x, y], red: [a, b], green: [c, d], blue: [e, f] };
  return Object.values(found).every(([one, other]) => one > 0 && other > 0 && one + other <= 1.01) ? found : null;
}
