"use client";

import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import type { Capabilities } from "@/lib/contract/answers";
import { type AddOn, addOns, type Order } from "@/lib/contract/order";
import { prices } from "@/lib/contract/prices";
import { formatCredits } from "@/lib/format/format-count";

const texts: Record<AddOn, { name: string; note: string }> = {
  cleanScratches: { name: "Smart Damage Repair", note: "Scratches, dust and tears" },
  faceRemaster: { name: "AI Clarity Boost", note: "Sharper faces" },
};

type Props = { order: Order; onChange: (order: Order) => void; capabilities: Capabilities["addOns"] };

export function AddOnChoice({ order, onChange, capabilities }: Props) {
  const id = useId();
  return (
    <section>
      <h2 className="pb-1 text-sm font-semibold">Add-ons</h2>
      <ul>
        {addOns.map((addOn) => {
          const { available, reason } = capabilities[addOn];
          const { name, note } = texts[addOn];
          return (
            <li key={addOn} className="flex items-start gap-3 py-2.5">
              <Checkbox
                id={`${id}-${addOn}`}
                checked={order[addOn]}
                disabled={!available}
                aria-describedby={`${id}-${addOn}-note`}
                onCheckedChange={(checked) => onChange({ ...order, [addOn]: checked === true })}
              />
              <div className="grid flex-1 gap-0.5 text-sm leading-5">
                <label htmlFor={`${id}-${addOn}`} className={cn("font-medium", !available && "text-muted-foreground")}>
                  {name}
                </label>
                <p id={`${id}-${addOn}-note`} className="text-xs text-muted-foreground">
                  {available ? note : `Not available. ${reason ?? ""}`}
                </p>
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
    </section>
  );
}
