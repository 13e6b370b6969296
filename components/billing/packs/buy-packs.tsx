import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LegalLinks } from "@/components/ui/legal-links";
import { retryOrSignIn } from "@/lib/client/api-problem";
import type { BillingStatus } from "@/lib/contract/billing";
import { formatMoney } from "@/lib/format/format-money";
import { useCheckout } from "../use-stripe-page";
import { PackCard, PackGrid } from "./pack-card";
import { PaymentsOff } from "./payments-off";

type Props = {
  status: BillingStatus;
  chosenPackId: string | null;
  /** Where the person came from and goes back to. */
  returnTo: string | undefined;
  legal: { href: string; label: string }[];
};

/** The packs and their buttons to Stripe; without Stripe, whom to ask. */
export function BuyPacks({ status, chosenPackId, returnTo, legal }: Props) {
  const { enabled, testMode, reason, packs } = status;
  const checkout = useCheckout(returnTo);
  const { error, leaving } = checkout;
  if (!enabled) {
    return (
      <section id="packs" className="scroll-mt-24">
        <PaymentsOff reason={reason} />
      </section>
    );
  }
  return (
    <section id="packs" aria-labelledby="packs-title" className="grid scroll-mt-24 gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="packs-title" className="font-semibold text-lg">
          Buy credits
        </h2>
        {testMode ? <Badge variant="outline">Test mode: no real payments</Badge> : null}
      </div>
      <PackGrid label="Packs">
        {packs.map((pack) => (
          <PackCard key={pack.id} pack={pack} chosen={pack.id === chosenPackId}>
            <Button
              aria-label={`Buy ${pack.name}, ${formatMoney(pack.priceCents, pack.currency)}`}
              variant={pack.id === (chosenPackId ?? packs[0]?.id) ? "primary" : "outline"}
              disabled={leaving !== undefined && leaving !== pack.id}
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
      <p className="text-muted-foreground text-sm">
        You pay on Stripe&rsquo;s page and then come back. This studio never sees your card.
      </p>
      <LegalLinks links={legal} className="-mt-3" />
    </section>
  );
}
