import type { Plane } from "../../pixels/raster";

/** In L*: where the darkest and the lightest hundredth of a photo lie at least, as a network is shown it. */
const black = 5;
const white = 95;
const outliers = 0.01;
/** More would show the network little but grain. */
const mostGain = 3;
/** As many points tell the range well enough. */
const samples = 50_000;

/**
 * The lightness that a network is shown: that of a faded print as it may have been when new, black where it has become gray.
 * Networks take a veil for fog, and paint meadows and sheep blue. A photo with its full range is shown as it is.
 */
export function restoreContrast(lightness: Plane): Plane {
  const { darkest, lightest } = measureRange(lightness.data);
  const from = Math.min(darkest, black);
  const to = Math.max(lightest, white);
  const gain = (to - from) / Math.max(lightest - darkest, 1e-3);
  if (gain <= 1) return lightness;
  // What the whole stretch leaves where it is, a smaller one leaves there too.
  const fixed = (gain * darkest - from) / (gain - 1);
  const used = Math.min(gain, mostGain);
  const data = lightness.data.map((value) => Math.min(100, Math.max(0, fixed + (value - fixed) * used)));
  return { ...lightness, data };
}

function measureRange(data: Float32Array): { darkest: number; lightest: number } {
  const step = Math.ceil(data.length / samples);
  const sorted = data.filter((_, i) => i % step === 0).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
  return { darkest: at(outliers), lightest: at(1 - outliers) };
}
