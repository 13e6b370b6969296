"use client";

import Link from "next/link";
import { Tooltip } from "@/components/ui/tooltip";
import { useBalance } from "@/lib/client/use-balance";
import type { Balance } from "@/lib/contract/answers";
import { formatCredits } from "@/lib/format/format-count";

/** What is left, always in sight, always current; leads to the console. */
export function CreditChip({ initial }: { initial: Balance }) {
  const { data = initial } = useBalance(initial);
  const note =
    data.held > 0 ? `${formatCredits(data.held)} set aside for photos at work` : "Charged only for photos that worked";
  return (
    <Tooltip content={note}>
      <Link
        href="/console"
        className="touch-target inline-flex h-8 items-center gap-2 rounded-full border bg-card px-3 text-[0.8125rem] font-medium tabular-nums transition-colors hover:bg-accent"
      >
        <span aria-hidden className="size-2 rounded-full bg-primary" />
        {formatCredits(data.available)}
      </Link>
    </Tooltip>
  );
}
