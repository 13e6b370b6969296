import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import type { BillingStatus } from "@/lib/contract/billing";
import { pricePerPhotoCents } from "@/lib/contract/packs";
import { formatMoney } from "@/lib/format/format-money";
import { formatCount } from "@/lib/format/format-numbers";

export type OfferedPack = BillingStatus["packs"][number];
type Props = { pack: OfferedPack; chosen?: boolean; children: ReactNode };

/** One pack: its credits, its price and its price per photo; `children` is the way to buy it. */
export function PackCard({ pack, chosen = false, children }: Props) {
  const { id, name, credits, priceCents, currency } = pack;
  return (
    <li
      aria-labelledby={`pack-${id}`}
      className={cn("grid content-between gap-6 rounded-xl border bg-card p-5 sm:p-6", chosen && "border-brand")}
    >
      <div>
        <h3 id={`pack-${id}`} className="min-h-6 font-medium text-muted-foreground text-sm">
          {name}
        </h3>
        <p className="mt-3 flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold text-4xl tabular-nums tracking-tight">{credits.toLocaleString("en")}</span>
          <span className="text-muted-foreground">{formatCount(credits, "credit").replace(/^\S+ /, "")}</span>
        </p>
      </div>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-t pt-4 tabular-nums">
          <span className="font-semibold text-xl">{formatMoney(priceCents, currency)}</span>
          <span className="text-muted-foreground text-sm">
            {formatMoney(roundForPeople(pricePerPhotoCents(pack)), currency)} per photo
          </span>
        </div>
        {children}
      </div>
    </li>
  );
}

/** To a tenth of a cent: nobody reads a price more finely. */
const roundForPeople = (cents: number) => Math.round(cents * 10) / 10;

/** As many packs side by side as fit, all of the same height. */
export function PackGrid({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="grid gap-4 sm:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))]">
      {children}
    </ul>
  );
}
