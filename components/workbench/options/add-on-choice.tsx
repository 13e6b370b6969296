import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/forms/segmented";
import type { Capabilities } from "@/lib/contract/answers";
import { type AddOn, type AddOnMode, addOns, type Order, readAddOnMode, setAddOnMode } from "@/lib/contract/order";
import type { PhotoFacts } from "@/lib/contract/photos/photo-facts";
import { prices } from "@/lib/contract/prices";
import { formatCredits } from "@/lib/format/format-numbers";
import { describeFinding, type Finding } from "../photo-facts/describe-finding";
import { GainDots } from "../photo-facts/gain-dots";
import { readCommon } from "./choose-targets";

const texts: Record<AddOn, { name: string; note: string }> = {
  cleanScratches: { name: "Smart Damage Repair", note: "Scratches, dust and tears" },
  faceRemaster: { name: "AI Clarity Boost", note: "Sharper faces and a clearer photo" },
};

const modes: readonly { value: AddOnMode; label: string }[] = [
  { value: "off", label: "Off" },
  { value: "auto", label: "Where found" },
  { value: "on", label: "On" },
];

type Props = {
  /** The options of each photo that they are chosen for. */
  orders: readonly Order[];
  onChange: (change: (order: Order) => Order) => void;
  capabilities: Capabilities["addOns"];
  /** One entry for each photo; null where it was not inspected. */
  facts: (PhotoFacts | null)[];
};

export function AddOnChoice({ orders, onChange, capabilities, facts }: Props) {
  return (
    <section>
      <h2 className="pb-1 text-sm font-semibold">Add-ons</h2>
      <ul className="divide-y">
        {addOns.map((addOn) => (
          <AddOnItem
            key={addOn}
            addOn={addOn}
            mode={readCommon(orders, (order) => readAddOnMode(order, addOn))}
            onChange={(mode) => onChange((order) => setAddOnMode(order, addOn, mode))}
            capability={capabilities[addOn]}
            finding={capabilities[addOn].available ? describeFinding(addOn, facts) : null}
          />
        ))}
      </ul>
      <p className="pt-1 text-xs text-muted-foreground">
        You are not charged for an add-on that changes nothing in a photo.
      </p>
      {facts.some((seen) => seen !== null) && (
        <p className="pt-1 text-xs text-muted-foreground">
          A small copy of each photo was sent to the studio to see what the add-ons can do. It is not stored.
        </p>
      )}
    </section>
  );
}

type ItemProps = {
  addOn: AddOn;
  /** Null while the photos differ. */
  mode: AddOnMode | null;
  onChange: (mode: AddOnMode) => void;
  capability: Capabilities["addOns"][AddOn];
  finding: Finding | null;
};

function AddOnItem({ addOn, mode, onChange, capability: { available, reason }, finding }: ItemProps) {
  const id = useId();
  const { name, note } = texts[addOn];
  return (
    <li className="grid gap-2 py-3">
      <div className="flex items-start gap-3">
        <div className="grid flex-1 gap-0.5 text-sm leading-5">
          <h3 className={cn("font-medium", !available && "text-muted-foreground")}>{name}</h3>
          <p id={`${id}-note`} className="text-xs text-muted-foreground">
            {available ? note : `Not available. ${reason ?? ""}`}
          </p>
        </div>
        <Badge
          variant={mode === "on" || mode === "auto" ? "brand" : "neutral"}
          aria-label={`${formatCredits(prices[addOn])} more`}
          role="img"
        >
          +{prices[addOn]}
        </Badge>
      </div>
      <Segmented
        label={name}
        describedBy={`${id}-note ${id}-finding`}
        value={mode}
        options={modes}
        onChange={onChange}
        disabled={!available}
      />
      <FindingLine id={`${id}-finding`} finding={finding} />
    </li>
  );
}

/** Rendered even while empty: screen readers announce only changes inside an existing live region. */
function FindingLine({ id, finding }: { id: string; finding: Finding | null }) {
  return (
    <p id={id} role="status" className={cn("text-xs", finding?.idle ? "text-muted-foreground" : "font-medium")}>
      {finding && finding.gain !== null && <GainDots gain={finding.gain} />}
      {finding?.text}
    </p>
  );
}
