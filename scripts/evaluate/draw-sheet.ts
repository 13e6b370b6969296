import sharp, { type OverlayOptions } from "sharp";

/** A photo's pictures side by side under a title; each a PNG of `pictureSide` by `pictureSide` with a caption. */
export type SheetStrip = { title: string; pictures: { caption: string; png: Buffer }[] };

export const pictureSide = 176;
const textHeight = 18;
const gap = 8;
const most = 3;

/** Writes strips as one PNG, three in a row. Without a font on the machine the words are missing, the pictures are not. */
export async function drawSheet(strips: SheetStrip[], path: string): Promise<void> {
  const stripWidth = Math.max(...strips.map(({ pictures }) => pictures.length)) * pictureSide + gap;
  const stripHeight = pictureSide + 2 * textHeight + gap;
  const columns = Math.min(most, strips.length);
  const width = columns * stripWidth + gap;
  const height = Math.ceil(strips.length / columns) * stripHeight + gap;
  const overlays = strips.flatMap((strip, i) =>
    placeStrip(strip, gap + (i % columns) * stripWidth, gap + Math.floor(i / columns) * stripHeight),
  );
  const sheet = sharp({ create: { width, height, channels: 3, background: "#fff" } });
  await sheet.composite(overlays).png().toFile(path);
}

function placeStrip({ title, pictures }: SheetStrip, left: number, top: number): OverlayOptions[] {
  const heading = { input: drawText(title, pictures.length * pictureSide, "bold"), left, top };
  const cells = pictures.flatMap(({ caption, png }, i) => {
    const x = left + i * pictureSide;
    const below = top + textHeight + pictureSide;
    return [
      { input: png, left: x, top: top + textHeight },
      { input: drawText(caption, pictureSide, "normal"), left: x, top: below },
    ];
  });
  return [heading, ...cells];
}

function drawText(text: string, width: number, weight: "bold" | "normal"): Buffer {
  const escaped = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${textHeight}">` +
      `<text x="2" y="13" font-family="sans-serif" font-size="12" font-weight="${weight}">${escaped}</text></svg>`,
  );
}
