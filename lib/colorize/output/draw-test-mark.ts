/** The word TEST in a box of 74 × 20, as strokes, because a server may have no fonts. */
const letters =
  "M0 0H14M7 0V20M34 0H20V20H34M20 10H31" +
  "M54 3C52 -1 40 -1.5 40 5C40 11.5 54 8.5 54 15C54 21.5 42 21 40 17M60 0H74M67 0V20";

/** Centers of the word in a tile of 100 × 100: the middle and every corner, so that repeated tiles give an even pattern. */
const places = [
  [50, 50],
  [0, 0],
  [100, 0],
  [0, 100],
  [100, 100],
] as const;
const tilt = -30;
const scale = 0.62;
/** In pixels. In a smaller tile the word would blur and be invisible on gray. */
const smallestWordTile = 40;

const stroke = (path: string, color: string, width: number, opacity: number) =>
  `<g fill="none" stroke-linecap="round" stroke-linejoin="round" stroke="${color}" stroke-width="${width}" opacity="${opacity}">${path}</g>`;

/** Half-transparent white strokes with dark edges, visible on pictures of any lightness. */
function drawWords(): string {
  const words = places
    .map(([x, y]) => `translate(${x} ${y}) rotate(${tilt}) scale(${scale}) translate(-37 -10)`)
    .map((transform) => `<path transform="${transform}" d="${letters}"/>`)
    .join("");
  return stroke(words, "#000", 7, 0.35) + stroke(words, "#fff", 3.5, 0.6);
}

/** Dark and white diagonals that continue from tile to tile. */
function drawStripes(): string {
  const line = (sum: number) => `<path d="M${sum - 150} 150L150 ${sum - 150}"/>`;
  return (
    stroke([0, 100, 200].map(line).join(""), "#000", 14, 0.5) + stroke([50, 150].map(line).join(""), "#fff", 14, 0.5)
  );
}

/**
 * An SVG tile with the word TEST, or with stripes when it is too small for the word.
 * @param side of the square tile, in pixels
 * @param width of the part that is drawn around the tile's middle, in pixels; `height` likewise. Smaller than `side` where the
 *   picture is thinner than the tile
 */
export function drawTestMark(side: number, width = side, height = side): Buffer {
  const [shownX, shownY] = [(width / side) * 100, (height / side) * 100];
  const view = [50 - shownX / 2, 50 - shownY / 2, shownX, shownY].join(" ");
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}">` +
      `${side < smallestWordTile ? drawStripes() : drawWords()}</svg>`,
  );
}
