import type { Stroke } from "@/lib/contract/photos/recipe";
import { inLongerSides } from "./edit-hints";

/** Units of the drawing along the photo's longer side. */
export const drawingSide = 1000;

export const drawingBox = (ratio: number): string => {
  const [width, height] = inLongerSides([drawingSide, drawingSide], ratio);
  return `0 0 ${width} ${height}`;
};

type Props = { strokes: Stroke[]; color: string; ratio: number; outlined?: boolean };

/** Strokes as the brush left them, see-through. */
export function StrokesDrawing({ strokes, color, ratio, outlined = false }: Props) {
  return strokes.map((stroke, at) => {
    const line = {
      points: writePoints(stroke, ratio),
      fill: "none",
      strokeLinecap: "round" as const,
      strokeLinejoin: "round" as const,
      strokeWidth: stroke.radius * 2 * drawingSide,
    };
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: strokes have no identity but their place
      <g key={at}>
        {outlined && <polyline {...line} stroke="white" strokeOpacity={0.9} strokeWidth={line.strokeWidth + 5} />}
        <polyline {...line} stroke={color} strokeOpacity={outlined ? 0.85 : 0.6} />
      </g>
    );
  });
}

/** A dab is a line of no length, which round ends make a disc. */
function writePoints({ points }: Stroke, ratio: number): string {
  const drawn = points.map((point) => inLongerSides(point, ratio).map((value) => (value * drawingSide).toFixed(1)));
  return (drawn.length === 1 ? [...drawn, ...drawn] : drawn).map((pair) => pair.join(",")).join(" ");
}
