"use client";

import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { useBalance } from "@/lib/client/use-balance";
import type { Balance } from "@/lib/contract/answers";
import { isLowOnCredits } from "@/lib/contract/billing";
import { formatCredits } from "@/lib/format/format-count";

type Props = { initial: Balance /** Of the owner's low-credit notice. */; lowThreshold: number | null };

/** What is left, always in sight, always current; leads to the billing page. Its dot turns red when credits run low. */
export function CreditChip({ initial, lowThreshold }: Props) {
  const { data = initial } = useBalance(initial);
  const low = isLowOnCredits(data.available, lowThreshold);
  const note =
    data.held > 0 ? `${formatCredits(data.held)} set aside for photos at work` : "Charged only for photos that worked";
  return (
    <Tooltip content={note}>
      <Link
        href="/console/billing"
        className="touch-target inline-flex h-8 items-center gap-2 rounded-full border bg-card px-3 text-[0.8125rem] font-medium tabular-nums transition-colors hover:bg-accent"
      >
        <span
          aria-hidden
          className={cn("size-2 rounded-full", low ? "bg-destructive ring-3 ring-destructive/25" : "bg-primary")}
        />
        {formatCredits(data.available)}
        {low ? <span className="sr-only">, running low</span> : null}
      </Link>
    </Tooltip>
  );
}
