import type { Brush, Tool } from "../adjust-session";
import { inLongerSides, type Point } from "./edit-hints";
import { drawingSide } from "./strokes-drawing";

type Props = {
  at: Point;
  tool: Tool | null;
  brush: Brush;
  ratio: number;
  /** What the picker would take here. */
  pickedColor?: string | null;
  crosshair?: boolean;
};

const pickerRadius = 0.012;

/** The brush's outline in its true size: white on black, so that it is seen on every photo. */
export function CursorRing({ at, tool, brush, ratio, pickedColor, crosshair = false }: Props) {
  const [x, y] = inLongerSides(at, ratio).map((value) => value * drawingSide);
  const radius = (tool === "picker" ? pickerRadius : brush.radius) * drawingSide;
  const fill = tool === "picker" ? (pickedColor ?? "none") : tool === "brush" ? brush.color : "none";
  const ring = { cx: x, cy: y, r: radius, fill: "none", vectorEffect: "non-scaling-stroke" as const };
  const arm = radius + 14;
  return (
    <g className="pointer-events-none">
      <circle
        {...ring}
        fill={fill}
        fillOpacity={tool === "picker" ? 1 : 0.25}
        stroke="black"
        strokeOpacity={0.7}
        strokeWidth={3}
      />
      <circle {...ring} stroke="white" strokeWidth={1.5} />
      {crosshair && x !== undefined && y !== undefined && (
        <path
          d={`M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}`}
          stroke="white"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
          className="drop-shadow-[0_0_1px_black]"
        />
      )}
    </g>
  );
}
