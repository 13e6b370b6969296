import { useId } from "react";
import { cn } from "@/components/ui/class-names";
import type { AdjustSession } from "../adjust-session";
import { CursorRing } from "./cursor-ring";
import { drawingBox, StrokesDrawing } from "./strokes-drawing";
import { useBrush } from "./use-brush";
import { useCrosshair } from "./use-crosshair";

const texts = {
  brush: "Paint on the photo",
  eraser: "Erase strokes on the photo",
  picker: "Take a color from the photo",
} as const;

/**
 * Lies over the photo and fills it. While a tool is chosen, a drag with a finger, pen or mouse works with it; two fingers, the
 * wheel and a drag with the space bar are left to the stage.
 */
export function HintLayer({ session }: { session: AdjustSession }) {
  const { tool } = session;
  return tool ? <ActiveLayer key={session.jobId} session={session} /> : <PointedStrokes session={session} />;
}

function ActiveLayer({ session }: { session: AdjustSession }) {
  const { tool, brush, ratio, recipe } = session;
  const noteId = useId();
  const { stroke, cursor, readColor, pointerHandlers } = useBrush(session);
  const crosshair = useCrosshair(session, readColor);
  return (
    <div
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move a crosshair on it
      tabIndex={0}
      aria-label={tool ? texts[tool] : undefined}
      aria-describedby={noteId}
      className="group absolute inset-0 touch-none cursor-none outline-offset-4"
      {...pointerHandlers}
      {...crosshair.props}
    >
      <svg aria-hidden viewBox={drawingBox(ratio)} preserveAspectRatio="none" className="absolute inset-0 size-full">
        {tool === "eraser" &&
          recipe.hints.map(({ color, strokes }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: hints have no identity but their place
            <StrokesDrawing key={at} color={color} strokes={strokes} ratio={ratio} outlined />
          ))}
        {stroke && <StrokesDrawing color={brush.color} strokes={[stroke]} ratio={ratio} />}
        {cursor && (
          <CursorRing
            at={cursor}
            tool={tool}
            brush={brush}
            ratio={ratio}
            pickedColor={tool === "picker" ? readColor(cursor) : null}
          />
        )}
        {crosshair.at && <CursorRing at={crosshair.at} tool={tool} brush={brush} ratio={ratio} crosshair />}
      </svg>
      <PointedStrokes session={session} />
      <p id={noteId} className="sr-only">
        Arrow keys move a crosshair, Shift moves it in small steps, Enter uses it, Escape leaves.
      </p>
      <p role="status" className="sr-only">
        {crosshair.note}
      </p>
    </div>
  );
}

/** The strokes of the hint that the list points at. */
function PointedStrokes({ session: { recipe, pointedHint, ratio } }: { session: AdjustSession }) {
  const hint = pointedHint === null ? undefined : recipe.hints[pointedHint];
  return (
    <svg
      aria-hidden
      viewBox={drawingBox(ratio)}
      preserveAspectRatio="none"
      className={cn(
        "pointer-events-none absolute inset-0 size-full transition-opacity",
        hint ? "opacity-100" : "opacity-0",
      )}
    >
      {hint && <StrokesDrawing color={hint.color} strokes={hint.strokes} ratio={ratio} outlined />}
    </svg>
  );
}
