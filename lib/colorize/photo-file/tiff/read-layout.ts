import type { TiffDirectory } from "./read-directories";
import { photometrics, readableCompressions, tiffTags } from "./tiff-tags";

type SampleKind = "uint" | "int" | "float";

/** How the samples of one page are stored and what they mean. Sizes in pixels. */
export type TiffLayout = {
  bigEndian: boolean;
  width: number;
  height: number;
  bits: number;
  kind: SampleKind;
  samples: number;
  /** Channels of the color itself; the rest are `extra`. */
  colors: number;
  /** 0 unspecified, 1 associated alpha, 2 alpha, for each further channel. */
  extra: number[];
  photometric: number;
  compression: number;
  isPlanar: boolean;
  isTiled: boolean;
  predictor: number;
  fillOrder: number;
  orientation: number;
};

/** Channels of the color by photometric interpretation. */
const colorChannels: Record<number, number> = {
  [photometrics.whiteIsZero]: 1,
  [photometrics.blackIsZero]: 1,
  [photometrics.rgb]: 3,
  [photometrics.palette]: 1,
  [photometrics.cmyk]: 4,
  [photometrics.ycbcr]: 3,
  [photometrics.cielab]: 3,
  [photometrics.icclab]: 3,
};

/** Null where the directory lacks what a picture needs, or its channels differ in kind. */
export async function readLayout(directory: TiffDirectory, bigEndian: boolean): Promise<TiffLayout | null> {
  const first = async (tag: number, fallback: number) => (await directory.numbers(tag))?.[0] ?? fallback;
  const [width, height] = [await first(tiffTags.width, 0), await first(tiffTags.height, 0)];
  const samples = await first(tiffTags.samples, 1);
  const bits = (await directory.numbers(tiffTags.bits)) ?? [1];
  const formats = (await directory.numbers(tiffTags.sampleFormat)) ?? [1];
  if (width < 1 || height < 1 || samples < 1 || new Set(bits).size > 1 || new Set(formats).size > 1) return null;
  const photometric = await first(tiffTags.photometric, samples >= 3 ? photometrics.rgb : photometrics.blackIsZero);
  const colors = colorChannels[photometric];
  if (colors === undefined || samples < colors) return null;
  const named = (await directory.numbers(tiffTags.extraSamples)) ?? [];
  return {
    bigEndian,
    width,
    height,
    bits: bits[0] as number,
    kind: ({ 2: "int", 3: "float" } as const)[formats[0] as number] ?? "uint",
    samples,
    colors,
    extra: Array.from({ length: samples - colors }, (_, index) => named[index] ?? 0),
    photometric,
    compression: await first(tiffTags.compression, 1),
    isPlanar: samples > 1 && (await first(tiffTags.planar, 1)) === 2,
    isTiled: directory.has(tiffTags.tileOffsets),
    predictor: await first(tiffTags.predictor, 1),
    fillOrder: await first(tiffTags.fillOrder, 1),
    orientation: await first(tiffTags.orientation, 1),
  };
}

/**
 * How a page is brought in: as libvips reads it; the same without the channel that it takes for transparency; or sample by sample
 * with the studio's own reader.
 */
export type TiffWay = "direct" | "drop" | "samples";

export function chooseWay({ isPlanar, isTiled, ...layout }: TiffLayout): TiffWay {
  const { bits, kind, samples, extra, photometric, compression, colors } = layout;
  const isDropped = extra.length === 1 && extra[0] === 0;
  if (!readableCompressions.includes(compression)) return isDropped ? "drop" : "direct";
  const isPlain = photometric <= photometrics.palette || photometric === photometrics.cmyk;
  // libvips reads no planes of tiles.
  if (!isPlain || kind !== "uint" || extra.length > 1 || (isPlanar && isTiled)) return "samples";
  if (bits === 8 || (bits === 16 && photometric !== photometrics.palette)) return isDropped ? "drop" : "direct";
  const isSmall = samples === 1 && colors === 1 && [1, 2, 4].includes(bits);
  return isSmall ? "direct" : "samples";
}
