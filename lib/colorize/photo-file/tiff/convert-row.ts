import { apply, d50, encodeSrgb, toSrgb } from "../color/primaries";
import type { TiffLayout } from "./read-layout";
import type { SampleRange } from "./sample-range";
import { photometrics } from "./tiff-tags";

/** Shares of the whole range, 0 to 1, of a pixel's color channels → those of the picture that is made of it. */
type Meaning = { channels: 1 | 3; convert: (from: Float64Array, to: Float64Array) => unknown };

export type RowConverter = {
  /** Of the picture: gray or RGB, and alpha as the last one where the file has a real one. */
  channels: 1 | 2 | 3 | 4;
  bits: 8 | 16;
  /** Whether what comes out is sRGB whatever profile the file has. */
  isSrgb: boolean;
  convert(row: Float64Array, into: Uint8Array | Uint16Array): void;
};

type Options = {
  range: SampleRange /** Of palettes: all reds, all greens, all blues, 0 to 65535. */;
  colorMap: number[] | null;
};

const associated = 1;

/** @throws {Error} for a palette without colors */
export function createRowConverter(layout: TiffLayout, options: Options): RowConverter {
  const { samples, colors, extra, bits, photometric } = layout;
  const { range } = options;
  const meaning = readMeaning(layout, options.colorMap);
  const isLab = photometric === photometrics.cielab || photometric === photometrics.icclab;
  const depth = bits <= 8 && !isLab && photometric !== photometrics.palette ? 8 : 16;
  const alphaAt = extra.findIndex((kind) => kind > 0);
  const hasAlpha = alphaAt >= 0;
  const isAssociated = extra[alphaAt] === associated;
  const channels = (meaning.channels + (hasAlpha ? 1 : 0)) as RowConverter["channels"];
  const top = depth === 8 ? 255 : 65_535;
  const span = range.high - range.low;
  const [from, to] = [new Float64Array(colors), new Float64Array(meaning.channels)];
  const share = (value: number) => {
    const scaled = (value - range.low) / span;
    // A number that is none becomes black.
    return scaled > 0 ? Math.min(scaled, 1) : 0;
  };
  const isRaw = isLab || photometric === photometrics.palette;
  return {
    channels,
    bits: depth,
    isSrgb: isLab,
    convert(row, into) {
      for (let at = 0, out = 0; at < row.length; at += samples) {
        const alpha = hasAlpha ? share(row[at + colors + alphaAt] as number) : 1;
        for (let channel = 0; channel < colors; channel++) {
          const value = row[at + channel] as number;
          const scaled = isRaw ? value : share(value);
          from[channel] = isAssociated && alpha > 0 && !isRaw ? Math.min(1, scaled / alpha) : scaled;
        }
        meaning.convert(from, to);
        for (let channel = 0; channel < meaning.channels; channel++) into[out++] = (to[channel] as number) * top + 0.5;
        if (hasAlpha) into[out++] = alpha * top + 0.5;
      }
    },
  };
}

function readMeaning({ photometric, bits, kind }: TiffLayout, colorMap: number[] | null): Meaning {
  switch (photometric) {
    case photometrics.whiteIsZero:
      return { channels: 1, convert: (from, to) => to.fill(1 - (from[0] as number)) };
    case photometrics.blackIsZero:
      return { channels: 1, convert: (from, to) => to.set(from) };
    case photometrics.palette:
      return lookUpPalette(colorMap, 2 ** bits);
    case photometrics.ycbcr:
      return { channels: 3, convert: convertYcc };
    case photometrics.cielab:
    case photometrics.icclab:
      return convertLab(photometric === photometrics.icclab, kind === "float" ? "float" : bits);
    default:
      return { channels: 3, convert: (from, to) => to.set(from.subarray(0, 3)) };
  }
}

function lookUpPalette(colorMap: number[] | null, size: number): Meaning {
  if (!colorMap || colorMap.length < size * 3) throw new Error("The palette has no colors.");
  // Some writers fill only the lower byte.
  const top = colorMap.every((value) => value < 256) ? 255 : 65_535;
  return {
    channels: 3,
    convert(from, to) {
      const index = from[0] as number;
      for (let channel = 0; channel < 3; channel++) to[channel] = (colorMap[channel * size + index] as number) / top;
    },
  };
}

/** Luma and color differences of the full range, as JPEG has them. */
function convertYcc(from: Float64Array, to: Float64Array): void {
  const [y, cb, cr] = [from[0] as number, (from[1] as number) - 128 / 255, (from[2] as number) - 128 / 255];
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  to[0] = clip(y + 1.402 * cr);
  to[1] = clip(y - 0.344136 * cb - 0.714136 * cr);
  to[2] = clip(y + 1.772 * cb);
}

const labInverse = (f: number) => (f > 6 / 29 ? f ** 3 : 3 * (6 / 29) ** 2 * (f - 4 / 29));

/**
 * CIELAB (D50) → sRGB. TIFF's own form has lightness over the whole range and signed a and b; that of profiles moves a and b by half
 * the range, and with 16 bits its white is 65280.
 */
function convertLab(isIcc: boolean, form: number | "float"): Meaning {
  const lightnessTop = form === 8 ? 255 : isIcc ? 65_280 : 65_535;
  const unit = form === 8 ? 1 : 256;
  const half = form === 8 ? 128 : 32_768;
  const toSigned = (value: number) => (value >= half ? value - 2 * half : value);
  const toAxis = (value: number) => (isIcc ? value - half : toSigned(value)) / unit;
  return {
    channels: 3,
    convert(from, to) {
      const [first, second, third] = from as unknown as [number, number, number];
      const [l, a, b] =
        form === "float"
          ? [first, second, third]
          : [((first < 0 ? first + 2 * half : first) / lightnessTop) * 100, toAxis(second), toAxis(third)];
      const fy = (l + 16) / 116;
      const xyz = [fy + a / 500, fy, fy - b / 200].map((f, index) => labInverse(f) * (d50[index] as number));
      apply(toSrgb, xyz).forEach((light, index) => {
        to[index] = encodeSrgb(Math.min(1, Math.max(0, light)));
      });
    },
  };
}
