"use client";

import { TriangleAlert } from "lucide-react";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { formatMoment } from "@/lib/format/format-dates";
import { useKeepAccount } from "./use-deletion";

/** Shown across the console while the account is about to be deleted. The page about it says so itself. */
export function LeavingBanner({ deletedAt }: { deletedAt: string | null }) {
  const { keep, isPending } = useKeepAccount();
  const pathname = usePathname();
  if (!deletedAt || pathname === "/console/account/data") return null;
  return (
    <div role="status" className="border-b bg-destructive/10">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2.5 sm:px-6">
        <p className="flex items-center gap-2.5 text-sm">
          <TriangleAlert aria-hidden className="size-4 shrink-0 text-destructive" />
          <span>
            This account will be deleted on <Time at={deletedAt} format={formatMoment} />.
          </span>
        </p>
        <Button variant="outline" size="sm" onClick={keep} pending={isPending}>
          Keep my account
        </Button>
      </div>
    </div>
  );
}
