import type { Metadata } from "next";
import { connection } from "next/server";
import { PricingPacks } from "@/components/billing/packs/pricing-packs";
import { PricingPhoto } from "@/components/billing/packs/pricing-photo";
import { PricingQuestions } from "@/components/billing/packs/pricing-questions";
import { OperatorContact } from "@/components/ui/operator-contact";
import { formatCredits } from "@/lib/format/format-numbers";
import { readCapabilities, readOffer, readSignUpTerms } from "@/lib/http/pages/page-data";

export const metadata: Metadata = {
  title: "Pricing",
  description: "What a photo costs in credits, and how to get them. A photo that fails is not charged.",
};

export default async function PricingPage() {
  // The operator sets the packs, so they are known when the studio runs, not when it is built.
  await connection();
  const offer = readOffer();
  const { open, credits } = readSignUpTerms();
  return (
    <div className="mx-auto grid max-w-6xl gap-16 px-4 py-10 sm:gap-24 sm:px-6 sm:py-16">
      <section className="grid gap-10">
        <div className="grid max-w-2xl gap-4">
          <h1 className="text-4xl font-semibold tracking-[-0.03em] sm:text-5xl">One credit, one photo in color.</h1>
          <p className="text-lg text-pretty text-muted-foreground">
            {offer.enabled ? (
              "Buy a pack once and use it whenever you like. No subscription, and you pay only for photos that worked."
            ) : (
              <>
                This studio takes no payments: credits come from <OperatorContact />. You use them only for photos that
                worked.
              </>
            )}
            {open && credits > 0 ? ` A new account starts with ${formatCredits(credits)}.` : ""}
          </p>
        </div>
        <PricingPacks offer={offer} />
      </section>
      <PricingPhoto capabilities={await readCapabilities()} />
      <PricingQuestions enabled={offer.enabled} />
    </div>
  );
}
