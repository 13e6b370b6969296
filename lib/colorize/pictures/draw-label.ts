/** Capital letters in boxes of 14 × 20, as strokes, because a server may have no fonts. */
const letters = {
  A: "M0 20L7 0L14 20M2.8 12H11.2",
  B: "M0 10H8C15 10 15 20 8 20H0V0H7C13 0 13 10 7 10",
  E: "M14 0H0V20H14M0 10H11",
  F: "M14 0H0V20M0 10H11",
  O: "M7 0C-2.3 0 -2.3 20 7 20C16.3 20 16.3 0 7 0Z",
  R: "M0 20V0H8C15 0 15 10.5 8 10.5H0M8 10.5L14 20",
  T: "M0 0H14M7 0V20",
} as const;

type Letter = keyof typeof letters;
const words = {
  before: ["B", "E", "F", "O", "R", "E"],
  after: ["A", "F", "T", "E", "R"],
} satisfies Record<string, Letter[]>;

/** From one letter to the next, and from the word to the edge of its plate. */
const advance = 20;
const padding = 14;

export type Label = keyof typeof words;

/** The word on a dark, rounded plate of this height in pixels, as an SVG picture. */
export function drawLabel(label: Label, height: number): Buffer {
  const word = words[label];
  const [boxWidth, boxHeight] = [word.length * advance - 6 + 2 * padding, 20 + 2 * padding];
  const paths = word.map(
    (letter, at) => `<path transform="translate(${padding + at * advance} ${padding})" d="${letters[letter]}"/>`,
  );
  const width = Math.round((height * boxWidth) / boxHeight);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${boxWidth} ${boxHeight}">` +
      `<rect width="${boxWidth}" height="${boxHeight}" rx="${boxHeight / 2}" fill="#000" opacity="0.62"/>` +
      `<g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">${paths.join("")}</g></svg>`,
  );
}
