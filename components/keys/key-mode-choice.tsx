import { useId } from "react";
import { cn } from "@/components/ui/class-names";
import { RadioGroup, RadioGroupItem } from "@/components/ui/forms/radio-group";
import { type KeyMode, keyModes } from "@/lib/contract/key-modes";

const texts: Record<KeyMode, { name: string; note: string }> = {
  live: { name: "Live", note: "Spends your credits." },
  test: { name: "Test", note: "Free. Works like a live key, but TEST is drawn across the output." },
};

type Props = { value: KeyMode; onChange: (mode: KeyMode) => void };

/** Live or test. It cannot be changed later, since the mode is part of the key. */
export function KeyModeChoice({ value, onChange }: Props) {
  const id = useId();
  return (
    <div className="grid gap-2">
      <span id={id} className="font-medium text-sm">
        Mode
      </span>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next as KeyMode)}
        className="sm:grid-cols-2"
      >
        {keyModes.map((mode) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio is a button inside the label, which labels it
          <label
            key={mode}
            className={cn(
              "flex cursor-pointer items-start gap-2.5 rounded-lg border bg-card p-3 transition-colors hover:bg-accent/60",
              value === mode && "border-brand ring-1 ring-brand",
            )}
          >
            <RadioGroupItem value={mode} aria-label={`${texts[mode].name}. ${texts[mode].note}`} />
            <span className="grid gap-0.5 text-sm leading-5">
              <span className="font-medium">{texts[mode].name}</span>
              <span className="text-muted-foreground text-xs">{texts[mode].note}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
