import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { Checkbox } from "@/components/ui/forms/checkbox";
import type { Capabilities } from "@/lib/contract/answers";
import { type AddOn, addOns, type Order } from "@/lib/contract/order";
import type { PhotoFacts } from "@/lib/contract/photo-facts";
import { prices } from "@/lib/contract/prices";
import { formatCredits } from "@/lib/format/format-numbers";
import { describeFinding, type Finding } from "../photo-facts/describe-finding";
import { GainDots } from "../photo-facts/gain-dots";

const texts: Record<AddOn, { name: string; note: string }> = {
  cleanScratches: { name: "Smart Damage Repair", note: "Scratches, dust and tears" },
  faceRemaster: { name: "AI Clarity Boost", note: "Sharper faces and a clearer photo" },
};

type Props = {
  order: Order;
  onChange: (order: Order) => void;
  capabilities: Capabilities["addOns"];
  /** One entry for each photo that is ready; null where it was not inspected. */
  facts: (PhotoFacts | null)[];
};

export function AddOnChoice({ order, onChange, capabilities, facts }: Props) {
  const id = useId();
  return (
    <section>
      <h2 className="pb-1 text-sm font-semibold">Add-ons</h2>
      <ul>
        {addOns.map((addOn) => {
          const { available, reason } = capabilities[addOn];
          const { name, note } = texts[addOn];
          const finding = available ? describeFinding(addOn, facts) : null;
          return (
            <li key={addOn} className="flex items-start gap-3 py-2.5">
              <Checkbox
                id={`${id}-${addOn}`}
                checked={order[addOn]}
                disabled={!available}
                aria-describedby={`${id}-${addOn}-note ${id}-${addOn}-finding`}
                onCheckedChange={(checked) => onChange({ ...order, [addOn]: checked === true })}
              />
              <div className="grid flex-1 gap-0.5 text-sm leading-5">
                <label htmlFor={`${id}-${addOn}`} className={cn("font-medium", !available && "text-muted-foreground")}>
                  {name}
                </label>
                <p id={`${id}-${addOn}-note`} className="text-xs text-muted-foreground">
                  {available ? note : `Not available. ${reason ?? ""}`}
                </p>
                <FindingLine id={`${id}-${addOn}-finding`} finding={finding} />
              </div>
              <Badge
                variant={order[addOn] ? "brand" : "neutral"}
                aria-label={`${formatCredits(prices[addOn])} more`}
                role="img"
              >
                +{prices[addOn]}
              </Badge>
            </li>
          );
        })}
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

/** Rendered even while empty: screen readers announce only changes inside an existing live region. */
function FindingLine({ id, finding }: { id: string; finding: Finding | null }) {
  return (
    <p id={id} role="status" className={cn("text-xs", finding?.idle ? "text-muted-foreground" : "font-medium")}>
      {finding && finding.gain !== null && <GainDots gain={finding.gain} />}
      {finding?.text}
    </p>
  );
}
