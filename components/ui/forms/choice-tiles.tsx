import { useId } from "react";
import { cn } from "../class-names";
import { Radio } from "./radio";

type Option<Value> = { value: Value; name: string; note: string; disabled?: boolean };
type Props<Value> = {
  /** The id of the title above. */
  labelledBy: string;
  /** Null while the things it belongs to differ. */
  value: Value | null;
  options: Option<Value>[];
  onChange: (value: Value) => void;
  className?: string;
};

/** One of a few options, each a tile with a name and a note. */
export function ChoiceTiles<Value extends string>({ labelledBy, value, options, onChange, className }: Props<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className={cn("grid gap-2", className)}>
      {options.map((option) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the Radio inside is its control
        <label
          key={option.value}
          className={cn(
            "flex min-h-16 items-start gap-2.5 rounded-lg border bg-card p-3 transition-colors",
            value === option.value && "border-brand ring-1 ring-brand",
            option.disabled ? "text-muted-foreground" : "cursor-pointer hover:bg-accent/60",
          )}
        >
          <Radio
            name={name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            disabled={option.disabled}
            aria-label={`${option.name}, ${option.note}`}
          />
          <span className="grid gap-0.5 text-sm leading-5">
            <span className="font-medium">{option.name}</span>
            <span className="text-muted-foreground text-xs">{option.note}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
