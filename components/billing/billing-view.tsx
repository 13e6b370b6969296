"use client";

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
  email: string;
  /** The pack chosen on the pricing page before signing in. */
  chosenPackId: string | null;
};

/** The billing page: balance, packs, purchases and ledger. */
export function BillingView({ initial, email, chosenPackId }: Props) {
  const status = useBillingStatus(initial);
  return (
    <>
      <PageHeader title="Billing">You are charged only for photos that worked.</PageHeader>
      <div className="grid gap-6 lg:grid-cols-[3fr_2fr]">
        <BalancePanel balance={status.balance} />
        <LowCreditCard threshold={status.lowCreditThreshold} />
      </div>
      <BuyPacks status={status} email={email} chosenPackId={chosenPackId} />
      <PurchasesCard portal={status.enabled} />
      <LedgerCard />
    </>
  );
}
