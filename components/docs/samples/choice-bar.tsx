import { sampleInputs } from "@/lib/contract/code-samples/sample-request";
import { models } from "@/lib/contract/order";
import { type PriceLine, prices } from "@/lib/contract/prices";
import { formatCredits } from "@/lib/format/format-numbers";
import { ChoiceGroup } from "./choice-group";
import type { SampleChoices } from "./sample-choices";
import { inputLabels, modelLabels } from "./sample-labels";

type Props = { choices: SampleChoices; price: { lines: PriceLine[]; total: number } };

/** What is sent, to which model, with which add-ons, and what it costs. */
export function ChoiceBar({ choices, price }: Props) {
  const { input, model, repair, clarity } = choices;
  const inputs = sampleInputs.map((value) => ({
    value,
    label: inputLabels[value],
    change: { input: value },
    chosen: input === value,
  }));
  const sizes = models.map((value) => ({
    value,
    label: modelLabels[value],
    change: { model: value },
    chosen: model === value,
  }));
  const addOns = [
    { value: "repair", label: `Repair +${prices.cleanScratches}`, change: { repair: !repair }, chosen: repair },
    { value: "clarity", label: `Clarity +${prices.faceRemaster}`, change: { clarity: !clarity }, chosen: clarity },
  ];
  return (
    <div className="grid gap-3">
      <ChoiceGroup title="Input" choices={choices} options={inputs} />
      <div className="flex flex-wrap gap-x-5 gap-y-3">
        <ChoiceGroup title="Model" choices={choices} options={sizes} />
        <ChoiceGroup title="Add-ons" choices={choices} options={addOns} />
      </div>
      <p className="text-sm" aria-live="polite">
        <span className="font-medium">This call: {formatCredits(price.total)}.</span>{" "}
        <span className="text-muted-foreground">{price.lines.map(({ label }) => label).join(" + ")}</span>
      </p>
    </div>
  );
}
