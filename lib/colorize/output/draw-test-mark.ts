/** T, E, S, T in a box of 74 × 20, as strokes: a bare machine has no fonts. */
const letters =
  "M0 0H14M7 0V20M34 0H20V20H34M20 10H31" +
  "M54 3C52 -1 40 -1.5 40 5C40 11.5 54 8.5 54 15C54 21.5 42 21 40 17M60 0H74M67 0V20";

/** Where the word stands in a tile of 100 × 100, so that the tiles make an even field: in the middle and on every corner. */
const places = [
  [50, 50],
  [0, 0],
  [100, 0],
  [0, 100],
  [100, 100],
] as const;
const tilt = -30;
const scale = 0.62;

/**
 * A square tile that says TEST across it, for pictures of any lightness: white strokes with dark edges, half transparent.
 * @param side of the tile, in pixels
 * @param width and height of what is drawn of it, around its middle: all of it, or less where the picture is thinner
 */
export function drawTestMark(side: number, width = side, height = side): Buffer {
  const [shownX, shownY] = [(width / side) * 100, (height / side) * 100];
  const view = [50 - shownX / 2, 50 - shownY / 2, shownX, shownY].join(" ");
  const words = places.map(
    ([x, y]) =>
      `<path transform="translate(${x} ${y}) rotate(${tilt}) scale(${scale}) translate(-37 -10)" d="${letters}"/>`,
  );
  const strokes = (colour: string, width: number, opacity: number) =>
    `<g stroke="${colour}" stroke-width="${width}" opacity="${opacity}">${words.join("")}</g>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}">` +
      `<g fill="none" stroke-linecap="round" stroke-linejoin="round">` +
      `${strokes("#000", 7, 0.35)}${strokes("#fff", 3.5, 0.6)}</g></svg>`,
  );
}
