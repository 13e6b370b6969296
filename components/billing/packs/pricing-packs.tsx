import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { BillingStatus } from "@/lib/contract/billing";
import { formatMoney } from "@/lib/format/format-money";
import { PackCard, PackGrid } from "./pack-card";

/** The packs, for everybody to see; nothing where none can be bought. To buy one you sign in to the console. */
export function PricingPacks({ offer: { enabled, packs } }: { offer: Pick<BillingStatus, "enabled" | "packs"> }) {
  if (!enabled) return null;
  return (
    <div className="grid gap-4">
      <h2 className="sr-only">Packs</h2>
      <PackGrid label="Packs">
        {packs.map((pack, index) => (
          <PackCard key={pack.id} pack={pack}>
            <Button asChild variant={index === 0 ? "primary" : "outline"}>
              <Link
                href={`/console/billing?pack=${pack.id}#packs`}
                aria-label={`Buy ${pack.name}, ${formatMoney(pack.priceCents, pack.currency)}`}
              >
                Buy
              </Link>
            </Button>
          </PackCard>
        ))}
      </PackGrid>
    </div>
  );
}
