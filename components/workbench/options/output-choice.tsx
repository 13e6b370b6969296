import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { ChoiceSelect } from "@/components/ui/forms/select";
import {
  type BitDepth,
  bitDepths,
  type Order,
  type OutputFormat,
  type OutputProfile,
  outputFormats,
  outputProfiles,
} from "@/lib/contract/order";
import { readCommon } from "./choose-targets";
import { formatTexts, has16Bits } from "./output-texts";

const formatOptions = outputFormats.map((value) => ({ value, label: formatTexts[value].name }));

const profileTexts: Record<OutputProfile, { name: string; note: string }> = {
  srgb: { name: "sRGB", note: "Looks right everywhere" },
  keep: { name: "The photo's own", note: "Keeps a wide profile such as Adobe RGB, for editors and print" },
};
const profileOptions = outputProfiles.map((value) => ({ value, label: profileTexts[value].name }));

const depthTexts: Record<BitDepth, { name: string; note: string }> = {
  auto: { name: "As the photo", note: "16 bits where the photo has more than 8" },
  "8": { name: "8", note: "Smaller files" },
  "16": { name: "16", note: "Twice the size, room for further editing" },
};
const depthOptions = bitDepths.map((value) => ({ value, label: depthTexts[value].name }));

type Props = {
  /** The options of each photo that they are chosen for. */
  orders: readonly Order[];
  /** Whether these photos are still to come, and each will get the format that suits it. */
  suitsEach: boolean;
  onFormat: (format: OutputFormat) => void;
  onChange: (change: (order: Order) => Order) => void;
};

/** The file that comes out: its format and, behind "More", its colors and depth. */
export function OutputChoice({ orders, suitsEach, onFormat, onChange }: Props) {
  const format = suitsEach ? null : readCommon(orders, ({ outputFormat }) => outputFormat);
  const profile = readCommon(orders, ({ outputProfile }) => outputProfile);
  const depth = readCommon(orders, ({ bitDepth }) => bitDepth);
  const onlyEight = orders.every(({ outputFormat }) => !has16Bits(outputFormat));
  return (
    <section className="grid gap-3">
      <Choice<OutputFormat>
        label="Output"
        value={format}
        options={formatOptions}
        none={suitsEach ? "As the photo" : undefined}
        note={format ? formatTexts[format].note : suitsEach ? "JPEG for a JPEG, PNG for any other" : eachItsOwn}
        onChange={onFormat}
        strong
      />
      <details className="group grid text-sm">
        <summary className="flex w-fit items-center gap-1 text-xs text-muted-foreground select-none hover:text-foreground">
          More
          <ChevronDown aria-hidden className="size-3.5 transition-transform group-open:rotate-180" />
        </summary>
        <div className="grid gap-3 pt-3">
          <Choice<OutputProfile>
            label="Color profile"
            value={profile}
            options={profileOptions}
            note={profile ? profileTexts[profile].note : eachItsOwn}
            onChange={(outputProfile) => onChange((order) => ({ ...order, outputProfile }))}
          />
          <Choice<BitDepth>
            label="Bits per channel"
            value={depth}
            options={depthOptions}
            note={onlyEight ? "This format has 8" : depth ? depthTexts[depth].note : eachItsOwn}
            onChange={(bitDepth) => onChange((order) => ({ ...order, bitDepth }))}
            disabled={onlyEight}
          />
        </div>
      </details>
    </section>
  );
}

const eachItsOwn = "Each photo keeps its own";

type ChoiceProps<Value> = {
  label: string;
  /** Null while the photos differ. */
  value: Value | null;
  /** What null is called. */
  none?: string | undefined;
  options: readonly { value: Value; label: string }[];
  note: string;
  onChange: (value: Value) => void;
  strong?: boolean;
  disabled?: boolean;
};

function Choice<Value extends string>({
  label,
  value,
  none = "Different",
  options,
  note,
  onChange,
  strong,
  disabled,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3">
      <label htmlFor={id} className={strong ? "text-sm font-semibold" : "text-sm"}>
        {label}
      </label>
      <ChoiceSelect<Value | undefined>
        id={id}
        value={value ?? undefined}
        options={value ? options : [{ value: undefined, label: none }, ...options]}
        onChange={(next) => next && onChange(next)}
        disabled={disabled}
        aria-describedby={`${id}-note`}
        className="row-span-2"
      />
      <p id={`${id}-note`} className="text-xs text-muted-foreground">
        {note}
      </p>
    </div>
  );
}
