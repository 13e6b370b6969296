import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { LoadState, SkeletonRows } from "@/components/ui/load-state";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { PortalButton } from "../portal-button";
import { PurchaseTable } from "./purchase-table";
import { usePurchases } from "./use-purchases";

/** What was bought, with receipts; `portal` adds a link to Stripe's invoices and cards. The table is the landmark, not the card. */
export function PurchasesCard({ portal }: { portal: boolean }) {
  const purchases = usePurchases();
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-6">
        <CardHeader>
          <CardTitle>Purchases</CardTitle>
          <CardDescription>You also get receipts by email.</CardDescription>
        </CardHeader>
        {portal && purchases.data?.length ? (
          <div className="px-5 pt-4 sm:p-6 sm:pb-0">
            <PortalButton />
          </div>
        ) : null}
      </div>
      <CardContent>
        {purchases.data?.length ? <PurchaseTable purchases={purchases.data} /> : null}
        {purchases.data?.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            No purchases yet. What you buy is listed here with its receipt.
          </p>
        ) : null}
        <LoadState query={purchases} subject="the purchases" onRetry={retryOrSignIn}>
          <SkeletonRows count={2} className="h-11" />
        </LoadState>
      </CardContent>
    </Card>
  );
}
