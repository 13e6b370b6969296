import { Check, Palette } from "lucide-react";
import { useId } from "react";
import { cn } from "@/components/ui/class-names";
import { palette, type Swatch } from "../hints/palette";

type Props = { chosen: string; onChoose: (color: string) => void };

/** Named colors in groups, and any other through the browser's own picker. */
export function ColorPalette({ chosen, onChoose }: Props) {
  return (
    <div className="grid gap-2.5">
      {palette.map(({ name, swatches }) => (
        <SwatchRow key={name} name={name} swatches={swatches} chosen={chosen} onChoose={onChoose} />
      ))}
      <label className="relative inline-flex h-9 w-fit cursor-pointer items-center gap-2 rounded-md border bg-card px-3 text-sm font-medium hover:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2 pointer-coarse:h-11">
        <Palette aria-hidden className="size-4" />
        Any other color
        <input
          type="color"
          value={chosen}
          onChange={({ target }) => onChoose(target.value)}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
        />
      </label>
    </div>
  );
}

function SwatchRow({ name, swatches, chosen, onChoose }: Props & { name: string; swatches: Swatch[] }) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <h4 id={id} className="text-xs text-muted-foreground">
        {name}
      </h4>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own name and border */}
      <div role="group" aria-labelledby={id} className="flex flex-wrap gap-1.5">
        {swatches.map(({ name: swatch, color }) => (
          <button
            key={color}
            type="button"
            aria-label={swatch}
            title={swatch}
            aria-pressed={chosen === color}
            onClick={() => onChoose(color)}
            style={{ background: color }}
            className={cn(
              "grid size-7 place-items-center rounded-full border border-foreground/20 text-white transition-transform hover:scale-110 pointer-coarse:size-10",
              chosen === color && "ring-2 ring-foreground ring-offset-2 ring-offset-background",
            )}
          >
            {chosen === color && <Check aria-hidden className="size-4 drop-shadow-[0_0_1.5px_black]" />}
          </button>
        ))}
      </div>
    </div>
  );
}
