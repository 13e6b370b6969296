import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { BillingStatus } from "@/lib/contract/billing";
import { formatMoney } from "@/lib/format/format-money";
import { useCheckout } from "../use-stripe-page";
import { PackCard, PackGrid } from "./pack-card";
import { PaymentsOff } from "./payments-off";

type Props = { status: BillingStatus; email: string; chosenPackId: string | null };

/** The packs and their buttons to Stripe; without Stripe, their prices and what is missing to sell them. */
export function BuyPacks({ status: { enabled, testMode, reason, packs }, email, chosenPackId }: Props) {
  const checkout = useCheckout();
  const { error, leaving } = checkout;
  return (
    <section id="packs" aria-labelledby="packs-title" className="grid scroll-mt-24 gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="packs-title" className="font-semibold text-lg">
          Buy credits
        </h2>
        {enabled && testMode ? <Badge variant="outline">Test mode: no real payments</Badge> : null}
      </div>
      {enabled ? null : <PaymentsOff reason={reason} email={email} />}
      <PackGrid label="Packs">
        {packs.map((pack) => (
          <PackCard key={pack.id} pack={pack} chosen={enabled && pack.id === chosenPackId} available={enabled}>
            <Button
              aria-label={`Buy ${pack.name}, ${formatMoney(pack.priceCents, pack.currency)}`}
              variant={enabled && pack.id === (chosenPackId ?? packs[0]?.id) ? "primary" : "outline"}
              disabled={!enabled || (leaving !== undefined && leaving !== pack.id)}
              pending={leaving === pack.id}
              onClick={() => checkout.leave(pack.id)}
            >
              {leaving === pack.id ? "Opening Stripe" : "Buy"}
            </Button>
          </PackCard>
        ))}
      </PackGrid>
      {error ? (
        <div role="alert" className="flex flex-wrap items-center gap-x-4 gap-y-2 text-destructive text-sm">
          <p>The payment page could not be opened. {error.message}</p>
          {checkout.last === undefined ? null : (
            <Button
              variant="outline"
              size="sm"
              onClick={() => retryOrSignIn(error, () => checkout.last && checkout.leave(checkout.last))}
            >
              Try again
            </Button>
          )}
        </div>
      ) : null}
      {enabled ? (
        <p className="text-muted-foreground text-sm">
          You pay on Stripe&rsquo;s page and then return here. This studio never sees your card.
        </p>
      ) : null}
    </section>
  );
}
