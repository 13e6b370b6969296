"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { useBalance } from "@/lib/client/use-balance";
import type { Balance } from "@/lib/contract/answers";
import { isLowOnCredits } from "@/lib/contract/billing";
import { formatCredits } from "@/lib/format/format-numbers";

type Props = { initial: Balance; lowThreshold: number | null };

/** The current balance, with a link to billing. Its dot turns red at the user's low-credit threshold. */
export function CreditChip({ initial, lowThreshold }: Props) {
  const pathname = usePathname();
  const { data = initial } = useBalance(initial);
  const low = isLowOnCredits(data.available, lowThreshold);
  const note =
    data.held > 0
      ? `${formatCredits(data.held)} on hold for photos in progress`
      : "You are charged only for photos that worked";
  return (
    <Link
      href={
        pathname.startsWith("/console/billing")
          ? "/console/billing"
          : `/console/billing?from=${encodeURIComponent(pathname)}`
      }
      title={note}
      className="touch-target inline-flex h-8 items-center gap-2 rounded-full border bg-card px-3 text-[0.8125rem] font-medium tabular-nums transition-colors hover:bg-accent"
    >
      <span
        aria-hidden
        className={cn("size-2 rounded-full", low ? "bg-destructive ring-3 ring-destructive/25" : "bg-primary")}
      />
      {formatCredits(data.available)}
      {low ? <span className="sr-only">, running low</span> : null}
    </Link>
  );
}
