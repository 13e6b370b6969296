import { useId } from "react";
import { ChoiceTiles } from "@/components/ui/forms/choice-tiles";
import type { Capabilities } from "@/lib/contract/answers";
import { type Model, models } from "@/lib/contract/order";

const texts: Record<Model, { name: string; note: string }> = {
  large: { name: "Large", note: "Best color" },
  tiny: { name: "Tiny", note: "Fastest" },
};

/** `value` is null while the photos differ. */
type Props = { value: Model | null; onChange: (model: Model) => void; capabilities: Capabilities["models"] };

export function ModelChoice({ value, onChange, capabilities }: Props) {
  const id = useId();
  const options = models.map((model) => {
    const { available, reason } = capabilities[model];
    const { name, note } = texts[model];
    return { value: model, name, note: available ? note : (reason ?? "Not available"), disabled: !available };
  });
  return (
    <section>
      <h2 id={id} className="pb-2.5 text-sm font-semibold">
        Model
      </h2>
      <ChoiceTiles labelledBy={id} value={value} options={options} onChange={onChange} className="grid-cols-2" />
    </section>
  );
}
