"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useBalance } from "@/lib/client/use-balance";
import { type BillingBalance, isLowOnCredits } from "@/lib/contract/billing";
import { formatCredits } from "@/lib/format/format-numbers";

type Props = { initial: BillingBalance; threshold: number | null; enabled: boolean };

/** Shown across the console while credits are low. The billing page shows the balance itself, so not there. */
export function LowCreditBanner({ initial, threshold, enabled }: Props) {
  const { available } = useBalance(initial).data ?? initial;
  const pathname = usePathname();
  if (!isLowOnCredits(available, threshold) || pathname.startsWith("/console/billing")) return null;
  return (
    <div role="status" className="border-b bg-primary/12">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2.5 sm:px-6">
        <p className="flex items-center gap-2.5 text-sm">
          <TriangleAlert aria-hidden className="size-4 shrink-0 text-brand" />
          {available > 0 ? `Only ${formatCredits(available)} left.` : "No credits left."}
        </p>
        <Button asChild variant="outline" size="sm">
          <Link href={`/console/billing?from=${encodeURIComponent(pathname)}`}>
            {enabled ? "Buy credits" : "How to get more"}
          </Link>
        </Button>
      </div>
    </div>
  );
}
