import type { Capabilities } from "@/lib/contract/answers";
import { isOffered, priceOrder } from "@/lib/contract/prices";
import { formatCredits } from "@/lib/format/format-numbers";

const { lines } = priceOrder({ cleanScratches: true, faceRemaster: true });

/** The whole price list. What this studio does not offer is marked. */
export function HomePrices({ capabilities }: { capabilities: Capabilities }) {
  return (
    <dl className="divide-y border-y tabular-nums">
      {lines.map(({ item, label, credits }) => (
        <div key={item} className="flex items-baseline justify-between gap-4 py-3.5">
          <dt>
            {label}
            {!isOffered(capabilities, item) && (
              <span className="block text-sm text-muted-foreground">Not on this studio yet</span>
            )}
          </dt>
          <dd className="font-medium">{item === "colorize" ? formatCredits(credits) : `+${credits}`}</dd>
        </div>
      ))}
      <div className="flex items-baseline justify-between gap-4 py-3.5 text-muted-foreground">
        <dt>A photo that failed, or an add-on that changed nothing</dt>
        <dd>0</dd>
      </div>
    </dl>
  );
}
