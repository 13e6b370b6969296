/** A photo that is long and narrow is fed smaller, so that a pass never costs more than on one of 1:4. */
const longestAspect = 4;

type Size = { width: number; height: number };

/** The size a photo is fed to a model: the wanted short side, the photo's aspect, both multiples of `stride`. */
export function modelSize(width: number, height: number, shortSide: number, stride: number): Size {
  const scale = scaleTo(shortSide, width, height);
  const sideOf = (side: number) => {
    const wanted = Math.round((side * scale) / stride) * stride;
    return Math.max(stride, Math.min(longestSide(shortSide), wanted));
  };
  return { width: sideOf(width), height: sideOf(height) };
}

/** The size a photo is looked at where it is never enlarged: a short side of `maxShortSide` at most. */
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

/** Beyond an aspect of about 1:1000 the photo is squeezed rather than followed. */
const longestSide = (shortSide: number): number => shortSide * longestAspect * 4;
