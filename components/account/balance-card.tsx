"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useBalance } from "@/lib/client/use-balance";
import type { Balance } from "@/lib/contract/answers";
import { formatCredits } from "@/lib/format/format-numbers";

/** What can be spent now, and what running photos hold. */
export function BalanceCard({ initial }: { initial: Balance }) {
  const { available, held } = useBalance(initial).data ?? initial;
  return (
    <Card aria-labelledby="balance-title" className="flex flex-wrap items-end justify-between gap-6 p-5 sm:p-6">
      <div>
        <h2 id="balance-title" className="font-medium text-muted-foreground text-sm">
          Credits available
        </h2>
        <p className="mt-2 font-semibold text-5xl tabular-nums tracking-tight">{available.toLocaleString("en")}</p>
        <p className="mt-2 text-muted-foreground text-sm">
          {held > 0 ? `${formatCredits(held)} on hold for photos in progress` : "Nothing on hold"}
        </p>
      </div>
      {available > 0 ? (
        <Button asChild>
          <Link href="/workbench">Open the workbench</Link>
        </Button>
      ) : (
        <Button asChild variant="outline">
          <a href="#more-credits">Get more credits</a>
        </Button>
      )}
    </Card>
  );
}
