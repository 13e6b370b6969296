/** A photo that is long and narrow is fed smaller, so that a pass never costs more than on one of 1:4. */
const longestAspect = 4;

/** The size a photo is fed to a model: the wanted short side, the photo's aspect, both multiples of `stride`. */
export function modelSize(width: number, height: number, shortSide: number, stride: number) {
  const short = Math.min(width, height);
  const aspect = Math.max(width, height) / short;
  const scale = (shortSide / short) * Math.sqrt(Math.min(1, longestAspect / aspect));
  const sideOf = (side: number) => {
    const wanted = Math.round((side * scale) / stride) * stride;
    // Beyond an aspect of about 1:1000 the photo is squeezed rather than followed.
    return Math.max(stride, Math.min(shortSide * longestAspect * 4, wanted));
  };
  return { width: sideOf(width), height: sideOf(height) };
}
