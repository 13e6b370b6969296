import { Brush, Eraser, Pipette } from "lucide-react";
import { useId } from "react";
import { cn } from "@/components/ui/class-names";
import { Slider } from "@/components/ui/forms/slider";
import type { AdjustSession, Tool } from "../adjust-session";
import { radiusOfSize, sizeOfRadius, sizeSteps } from "../hints/brush-size";
import { nameColor } from "../hints/palette";
import { ColorPalette } from "./color-palette";
import { HintList } from "./hint-list";

const tools: { tool: Tool; name: string; icon: typeof Brush; note: string }[] = [
  {
    tool: "brush",
    name: "Paint",
    icon: Brush,
    note: "Brush over a part of the photo. What it belongs to takes the color, up to its edges.",
  },
  { tool: "eraser", name: "Erase", icon: Eraser, note: "Drag over the strokes that should go." },
  { tool: "picker", name: "Pick", icon: Pipette, note: "Click the photo where it has the color that you want." },
];

/** Painted colors: the tools, the palette and what was painted. */
export function ColorTools({ session }: { session: AdjustSession }) {
  const { tool, setTool, brush, recipe } = session;
  const id = useId();
  const chosen = tools.find((each) => each.tool === tool);
  return (
    <section aria-labelledby={id} className="grid gap-3 border-t pt-4">
      <h3 id={id} className="text-sm font-semibold">
        Tell the color
      </h3>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own name and border */}
      <div role="group" aria-labelledby={id} className="grid grid-cols-3 gap-1 rounded-lg bg-secondary p-1">
        {tools.map(({ tool: each, name, icon: Icon }) => (
          <button
            key={each}
            type="button"
            aria-pressed={tool === each}
            onClick={() => setTool(tool === each ? null : each)}
            className={cn(
              "inline-flex h-9 items-center justify-center gap-1.5 rounded-md text-sm font-medium text-muted-foreground transition-colors hover:text-foreground pointer-coarse:h-11",
              tool === each && "bg-card text-foreground shadow-soft",
            )}
          >
            <Icon aria-hidden className="size-4" />
            {name}
          </button>
        ))}
      </div>
      <p className="text-xs text-muted-foreground">
        {chosen?.note ?? "Know what color something was? Paint it: lightness and detail stay."}
      </p>
      {(tool === "brush" || tool === "eraser") && <SizeSlider session={session} />}
      {tool === "brush" && (
        <>
          <p className="flex items-center gap-2 text-sm">
            <span aria-hidden className="size-4 rounded-full border border-input" style={{ background: brush.color }} />
            {nameColor(brush.color)}
          </p>
          <ColorPalette chosen={brush.color} onChoose={(color) => session.setBrush({ color })} />
        </>
      )}
      {recipe.hints.length > 0 && <HintList session={session} />}
    </section>
  );
}

function SizeSlider({ session: { brush, setBrush } }: { session: AdjustSession }) {
  const size = sizeOfRadius(brush.radius);
  return (
    <div className="flex items-center gap-3 text-sm">
      <span aria-hidden>Size</span>
      <Slider
        label="Brush size"
        value={size}
        valueText={`${size} of ${sizeSteps}`}
        min={0}
        max={sizeSteps}
        step={1}
        onChange={(next) => setBrush({ radius: radiusOfSize(next) })}
      />
      <span className="flex gap-1 pointer-coarse:hidden" title="The keys [ and ] change the size">
        {["[", "]"].map((key) => (
          <kbd key={key} className="rounded-md border bg-secondary px-1.5 font-sans text-xs">
            {key}
          </kbd>
        ))}
      </span>
    </div>
  );
}
