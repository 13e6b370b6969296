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
  /** The pack chosen before signing in, on the page of prices. */
  chosenPackId: string | null;
};

/** The page of billing: what there is, how to get more, what was bought, where it went. */
export function BillingView({ initial, email, chosenPackId }: Props) {
  const status = useBillingStatus(initial);
  return (
    <>
      <PageHeader title="Billing">Credits are charged only for photos that worked.</PageHeader>
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
