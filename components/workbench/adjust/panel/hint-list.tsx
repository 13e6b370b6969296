import { Trash2 } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import type { AdjustSession } from "../adjust-session";
import { recolorHint, removeHint } from "../hints/edit-hints";
import { nameColor } from "../hints/palette";

/** The painted colors, the newest first. Each shows its strokes on the photo while it is pointed at. */
export function HintList({ session }: { session: AdjustSession }) {
  const { recipe, change, endGesture, pointAt } = session;
  const id = useId();
  const hints = recipe.hints.map((hint, index) => ({ ...hint, index, name: nameColor(hint.color) })).reverse();
  const remove = (index: number) => {
    pointAt(null);
    change(removeHint(recipe, index));
  };
  return (
    <div className="grid gap-1">
      <h4 id={id} className="text-xs text-muted-foreground">
        Painted
      </h4>
      <ul aria-labelledby={id} className="grid max-h-60 overflow-y-auto">
        {hints.map(({ index, color, name }) => (
          <li
            key={index}
            className="flex items-center gap-2.5 rounded-md hover:bg-accent"
            onPointerEnter={() => pointAt(index)}
            onPointerLeave={() => pointAt(null)}
            onFocus={() => pointAt(index)}
            onBlur={() => pointAt(null)}
          >
            <input
              type="color"
              value={color}
              aria-label={`Change the color of ${name}`}
              title="Change the color"
              onChange={({ target }) => change(recolorHint(recipe, index, target.value), `recolor ${index}`)}
              onBlur={endGesture}
              className="size-7 shrink-0 cursor-pointer rounded-full border border-foreground/20 bg-transparent p-0 [&::-moz-color-swatch]:rounded-full [&::-moz-color-swatch]:border-0 [&::-webkit-color-swatch]:rounded-full [&::-webkit-color-swatch]:border-0 [&::-webkit-color-swatch-wrapper]:p-0"
            />
            <span className="min-w-0 flex-1 truncate text-sm">{name}</span>
            <Button variant="ghost" size="icon-sm" aria-label={`Remove ${name}`} onClick={() => remove(index)}>
              <Trash2 aria-hidden className="text-muted-foreground" />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
