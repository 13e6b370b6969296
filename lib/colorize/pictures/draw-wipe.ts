import { writeFile } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import sharp, { type Sharp } from "sharp";
import { wrapGif } from "../output/containers/wrap-gif";
import { wrapWebp } from "../output/containers/wrap-webp";
import { freshXmp } from "../output/metadata/ai-mark";
import type { PairDrawing } from "./draw-pair";
import { fitInside, readPixels, type Size, stepLimit } from "./read-pixels";

export type WipeFormat = "webp" | "gif";

/** Most places take so much; and larger files would not be shown as a loop. */
const maxBytes = 5_000_000;
/** Longer side of the first try, in pixels. Each further try is smaller, and the last is kept whatever it weighs. */
const firstSide = { webp: 1200, gif: 720 } as const;
const shrink = 0.75;
const tries = 4;
const stepsOneWay = 12;
const channels = 3;
const white = 255;

/** How long the two ends are shown, and every step between them, in milliseconds. */
const pauses = { before: 900, after: 1500, step: 70 };

const encode: Record<WipeFormat, (image: Sharp, delay: number[]) => Sharp> = {
  webp: (image, delay) => image.webp({ quality: 84, effort: 2, loop: 0, delay }),
  // Grain that differs from frame to frame would be stored again in each; a small error is not seen in a moving picture.
  gif: (image, delay) => image.gif({ loop: 0, delay, effort: 2, dither: 0.5, interFrameMaxError: 10 }),
};
const wrap = { webp: wrapWebp, gif: wrapGif };

/**
 * A loop of 24 frames in which the color moves over the photo and back, with the mark of the model.
 * @param limit bytes of the file; for tests
 */
export async function drawWipe(drawing: PairDrawing, format: WipeFormat, limit = maxBytes): Promise<void> {
  let side = Math.min(firstSide[format], Math.max(drawing.size.width, drawing.size.height));
  for (let left = tries; ; left -= 1) {
    const file = await encodeWipe(drawing, format, fitInside(drawing.size, side));
    if (file.length <= limit || left === 1) return writeFile(drawing.to, file, { mode: 0o600 });
    side = Math.round(side * shrink);
  }
}

async function encodeWipe({ before, after }: PairDrawing, format: WipeFormat, size: Size): Promise<Buffer> {
  const { width, height } = size;
  const edges = listEdges(width);
  const pixels = await drawFrames(edges, size, {
    before: await readPixels(before, size),
    after: await readPixels(after, size),
  });
  const raw = { width, height: height * edges.length, channels, pageHeight: height } as const;
  const bare = await encode[format](sharp(pixels, { raw }).timeout(stepLimit), edges.map(pauseAt)).toBuffer();
  const metadata = { icc: null, exif: null, xmp: Buffer.from(freshXmp) };
  const wrapping = wrap[format]({ head: bare, bytes: bare.length, width, height }, metadata);
  return Buffer.concat([wrapping.before, bare.subarray(wrapping.skip), wrapping.after]);
}

/** Where the photo before ends in each frame, in pixels from the left: from its whole width to nothing and back. */
function listEdges(width: number): number[] {
  const there = Array.from({ length: stepsOneWay + 1 }, (_, step) => {
    const share = step / stepsOneWay;
    // Slow at both ends.
    return Math.round(width * (1 - share * share * (3 - 2 * share)));
  });
  return [...there, ...there.slice(1, -1).reverse()];
}

function pauseAt(_: number, frame: number): number {
  if (frame === 0) return pauses.before;
  return frame === stepsOneWay ? pauses.after : pauses.step;
}

/** All frames below each other. Copies rows, and lets other requests in between two frames. */
async function drawFrames(
  edges: number[],
  { width, height }: Size,
  photos: { before: Buffer; after: Buffer },
): Promise<Buffer> {
  const rowBytes = width * channels;
  const frames = Buffer.allocUnsafe(edges.length * height * rowBytes);
  const line = Math.max(2, Math.round(width / 300));
  for (const [frame, edge] of edges.entries()) {
    await nextTurn();
    for (let row = 0; row < height; row += 1) {
      const from = row * rowBytes;
      const to = (frame * height + row) * rowBytes;
      photos.before.copy(frames, to, from, from + edge * channels);
      photos.after.copy(frames, to + edge * channels, from + edge * channels, from + rowBytes);
      if (edge > 0 && edge < width) {
        const end = Math.min(edge + line, width);
        frames.fill(white, to + edge * channels, to + end * channels);
      }
    }
  }
  return frames;
}
