/** As in a PDF: x' = a·x + c·y + e, y' = b·x + d·y + f; y grows upward. */
export type Matrix = { a: number; b: number; c: number; d: number; e: number; f: number };

/** First `inner`, then `outer`. */
export const multiply = (inner: Matrix, outer: Matrix): Matrix => ({
  a: inner.a * outer.a + inner.b * outer.c,
  b: inner.a * outer.b + inner.b * outer.d,
  c: inner.c * outer.a + inner.d * outer.c,
  d: inner.c * outer.b + inner.d * outer.d,
  e: inner.e * outer.a + inner.f * outer.c + outer.e,
  f: inner.e * outer.b + inner.f * outer.d + outer.f,
});

export const identity: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** The area that the unit square takes, in square points. */
export const areaOf = ({ a, b, c, d }: Matrix): number => Math.abs(a * d - b * c);

/**
 * How a picture that fills the unit square stands on the page: by how many quarters it is turned clockwise, after being mirrored
 * left to right where it is. What is askew counts as straight.
 */
export function standing({ a, b, c, d }: Matrix): { quarters: 0 | 1 | 2 | 3; isMirrored: boolean } {
  const isMirrored = a * d - b * c < 0;
  const counterclockwise = Math.atan2(isMirrored ? -b : b, isMirrored ? -a : a) / (Math.PI / 2);
  const steps = [0, 1, 2, 3] as const;
  return { quarters: steps[(4 - (Math.round(counterclockwise) & 3)) & 3] ?? 0, isMirrored };
}
