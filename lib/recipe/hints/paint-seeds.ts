import type { Hint, Stroke } from "../../contract/photos/recipe";
import type { Guide } from "../picture";

/** The pixels that were painted: per pixel of the guide 0 for none, else 1 + the index of its color. */
export type Seeds = { owners: Uint8Array; colors: string[] };

/** Draws the strokes on the guide's grid. Where they overlap the last one stays, and hints of one color count as one. */
export function paintSeeds({ width, height }: Guide, hints: readonly Hint[]): Seeds {
  const owners = new Uint8Array(width * height);
  const colors: string[] = [];
  // Starts and ends of covered stretches, summed up per row, so that a large brush costs its height and not its area.
  const starts = new Int32Array((width + 1) * height);
  for (const { color, strokes } of hints) {
    const name = color.toLowerCase();
    if (!colors.includes(name)) colors.push(name);
    const owner = colors.indexOf(name) + 1;
    starts.fill(0);
    for (const stroke of strokes) paintStroke(starts, width, height, stroke);
    for (let y = 0; y < height; y++) {
      for (let x = 0, covered = 0; x < width; x++) {
        covered += starts[y * (width + 1) + x] as number;
        if (covered > 0) owners[y * width + x] = owner;
      }
    }
  }
  return { owners, colors };
}

function paintStroke(starts: Int32Array, width: number, height: number, { radius, points }: Stroke): void {
  // A brush thinner than a pixel still paints the pixel it is on.
  const brush = Math.max(0.5, radius * Math.max(width, height));
  const step = Math.max(0.5, brush / 4);
  const [first, ...others] = points.map(([x, y]) => ({ x: x * width, y: y * height }));
  if (!first) return;
  paintDisc(starts, width, height, first.x, first.y, brush);
  let from = first;
  for (const to of others) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const discs = Math.ceil(Math.sqrt(dx * dx + dy * dy) / step);
    for (let i = 1; i <= discs; i++) {
      paintDisc(starts, width, height, from.x + (dx * i) / discs, from.y + (dy * i) / discs, brush);
    }
    from = to;
  }
}

/** Covers the pixels whose centers lie in the disc, and the one that its own center lies in. */
function paintDisc(starts: Int32Array, width: number, height: number, x: number, y: number, radius: number): void {
  const own = Math.min(height - 1, Math.floor(y));
  const top = Math.max(0, Math.min(own, Math.ceil(y - radius - 0.5)));
  const bottom = Math.min(height - 1, Math.max(own, Math.floor(y + radius - 0.5)));
  for (let row = top; row <= bottom; row++) {
    const away = row + 0.5 - y;
    const half = Math.sqrt(Math.max(0, radius * radius - away * away));
    const middle = Math.min(width - 1, Math.floor(x));
    const left = Math.max(0, Math.min(row === own ? middle : width, Math.ceil(x - half - 0.5)));
    const right = Math.min(width - 1, Math.max(row === own ? middle : -1, Math.floor(x + half - 0.5)));
    if (left > right) continue;
    const at = row * (width + 1);
    starts[at + left] = (starts[at + left] as number) + 1;
    starts[at + right + 1] = (starts[at + right + 1] as number) - 1;
  }
}
