/** A photo of a more extreme aspect ratio is fed smaller, so that a pass costs no more than at this ratio. */
const longestAspect = 4;

type Size = { width: number; height: number };

/** The input size for a model: the wanted short side at the photo's aspect ratio, both sides multiples of `stride`. */
export function modelSize(width: number, height: number, shortSide: number, stride: number): Size {
  const scale = scaleTo(shortSide, width, height);
  const sideOf = (side: number) => {
    const wanted = Math.round((side * scale) / stride) * stride;
    return Math.max(stride, Math.min(longestSide(shortSide), wanted));
  };
  return { width: sideOf(width), height: sideOf(height) };
}

/** The photo's size reduced to a short side of at most `maxShortSide`; it is never enlarged. */
export function reducedSize(width: number, height: number, maxShortSide: number): Size {
  const scale = Math.min(1, scaleTo(maxShortSide, width, height));
  const sideOf = (side: number) => Math.max(1, Math.min(longestSide(maxShortSide), Math.round(side * scale)));
  return { width: sideOf(width), height: sideOf(height) };
}

function scaleTo(shortSide: number, width: number, height: number): number {
  const short = Math.min(width, height);
  const aspect = Math.max(width, height) / short;
  return (shortSide / short) * Math.sqrt(Math.min(1, longestAspect / aspect));
}

/** Limits the longer side, so that a photo of an aspect ratio beyond about 1:1000 is squeezed. */
const longestSide = (shortSide: number): number => shortSide * longestAspect * 4;
