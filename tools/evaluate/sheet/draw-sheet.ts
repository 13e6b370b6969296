import path from "node:path";
import sharp, { type OverlayOptions } from "sharp";

/** A photo's pictures side by side under a title; each a square PNG with a caption. */
export type SheetStrip = { title: string; pictures: { caption: string; png: Buffer }[] };

const textHeight = 18;
const gap = 8;
/** Of a sheet, in pixels: wider ones are shrunk by most programs that show them. */
const mostWidth = 2160;

/**
 * Writes strips as one PNG, as many in a row as 2,160 pixels hold. Without a font on the machine the words are missing, the pictures are not.
 * @param side of each picture, in pixels
 */
export async function drawSheet(strips: SheetStrip[], side: number, path: string): Promise<void> {
  const stripWidth = Math.max(...strips.map(({ pictures }) => pictures.length)) * side + gap;
  const stripHeight = side + 2 * textHeight + gap;
  const columns = Math.min(strips.length, Math.max(1, Math.floor(mostWidth / stripWidth)));
  const width = columns * stripWidth + gap;
  const height = Math.ceil(strips.length / columns) * stripHeight + gap;
  const overlays = strips.flatMap((strip, i) =>
    placeStrip(strip, side, gap + (i % columns) * stripWidth, gap + Math.floor(i / columns) * stripHeight),
  );
  const sheet = sharp({ create: { width, height, channels: 3, background: "#fff" } });
  await sheet.composite(overlays).png().toFile(path);
}

function placeStrip({ title, pictures }: SheetStrip, side: number, left: number, top: number): OverlayOptions[] {
  const heading = { input: drawText(title, pictures.length * side, "bold"), left, top };
  const cells = pictures.flatMap(({ caption, png }, i) => {
    const x = left + i * side;
    const below = top + textHeight + side;
    return [
      { input: png, left: x, top: top + textHeight },
      { input: drawText(caption, side, "normal"), left: x, top: below },
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

/** Where the sheet of a set is written: into the file that was named when there is one set, beside it under the set's name when there are more. */
export function nameSheet(file: string, set: string, sets: number): string {
  if (sets === 1) return file;
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${set}${ext}`);
}
