"use client";

import { useState } from "react";
import { PageHeader } from "@/components/ui/page-header";
import type { BillingStatus } from "@/lib/contract/billing";
import { BalancePanel } from "./balance/balance-panel";
import { LowCreditCard } from "./balance/low-credit-card";
import { LedgerCard } from "./ledger/ledger-card";
import { BuyPacks } from "./packs/buy-packs";
import { PurchasesCard } from "./purchases/purchases-card";
import { useBillingStatus } from "./use-billing-status";

type Props = {
  initial: BillingStatus;
  /** The pack chosen on the pricing page before signing in. */
  chosenPackId: string | null;
  /** The page of the studio that the person came from. */
  returnTo: string | undefined;
  legal: { href: string; label: string }[];
};

/** The billing page: balance, packs, purchases and ledger. */
export function BillingView({ initial, chosenPackId, legal, ...came }: Props) {
  // Kept when the ledger is turned, which writes another address.
  const [returnTo] = useState(came.returnTo);
  const status = useBillingStatus(initial);
  return (
    <>
      <PageHeader title="Billing">You are charged only for photos that worked.</PageHeader>
      <div className="grid gap-6 lg:grid-cols-[3fr_2fr]">
        <BalancePanel balance={status.balance} />
        <LowCreditCard threshold={status.lowCreditThreshold} />
      </div>
      <BuyPacks status={status} chosenPackId={chosenPackId} returnTo={returnTo} legal={legal} />
      <PurchasesCard portal={status.enabled} />
      <LedgerCard />
    </>
  );
}
