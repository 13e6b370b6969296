/** Radii as shares of the photo's longer side: from an eye to a field. */
export const [leastRadius, mostRadius, firstRadius] = [0.003, 0.1, 0.02];

/** Steps of the size slider; each is the same factor, as sizes are seen. */
export const sizeSteps = 30;
const factor = mostRadius / leastRadius;

export const sizeOfRadius = (radius: number): number =>
  Math.round((Math.log(radius / leastRadius) / Math.log(factor)) * sizeSteps);

/** @param size in [0, sizeSteps] */
export const radiusOfSize = (size: number): number =>
  Math.round(leastRadius * factor ** (Math.min(sizeSteps, Math.max(0, size)) / sizeSteps) * 10_000) / 10_000;

/** The next size, larger for a positive `by`. */
export const resizeBrush = (radius: number, by: number): number => radiusOfSize(sizeOfRadius(radius) + by * 2);
