import { useId } from "react";
import { cn } from "@/components/ui/class-names";
import { RadioGroup, RadioGroupItem } from "@/components/ui/forms/radio-group";
import type { Capabilities } from "@/lib/contract/answers";
import { type Model, models } from "@/lib/contract/order";

const texts: Record<Model, { name: string; note: string }> = {
  large: { name: "Large", note: "Best color" },
  tiny: { name: "Tiny", note: "Fastest" },
};

type Props = { value: Model; onChange: (model: Model) => void; capabilities: Capabilities["models"] };

export function ModelChoice({ value, onChange, capabilities }: Props) {
  const id = useId();
  return (
    <section>
      <h2 id={id} className="pb-2.5 text-sm font-semibold">
        Model
      </h2>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next as Model)}
        className="grid-cols-2"
      >
        {models.map((model) => {
          const { available, reason } = capabilities[model];
          return (
            // biome-ignore lint/a11y/noLabelWithoutControl: the radio is a button inside the label, which labels it
            <label
              key={model}
              className={cn(
                "flex min-h-16 items-start gap-2.5 rounded-lg border bg-card p-3 transition-colors",
                value === model && "border-brand ring-1 ring-brand",
                available ? "cursor-pointer hover:bg-accent/60" : "text-muted-foreground",
              )}
            >
              <RadioGroupItem
                value={model}
                disabled={!available}
                aria-label={`${texts[model].name}, ${texts[model].note}`}
              />
              <span className="grid gap-0.5 text-sm leading-5">
                <span className="font-medium">{texts[model].name}</span>
                <span className="text-xs text-muted-foreground">{available ? texts[model].note : reason}</span>
              </span>
            </label>
          );
        })}
      </RadioGroup>
    </section>
  );
}
